"""What one intent counts for: the unit is the pair of a person and a position."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import datetime, timedelta
from typing import Any

from jobfair.intents.steps import Stage, Standing, Word

_HELD = ("interviewed",)
_OFFERED = (*_HELD, "offered")
_ACCEPTED = (*_OFFERED, "accepted")
_STARTED = (*_ACCEPTED, "started")

#: What was done by the stage that stands. A no leads from some stages back to an earlier one
#: (`steps.MOVES`): an interview that was held counts on, one only planned or an offer taken back do not.
DONE: dict[Stage, tuple[str, ...]] = {
    Stage.NONE: (),
    Stage.PLANNED: ("planned",),
    Stage.INTERVIEWED: _HELD,
    Stage.REFUSED: _OFFERED,
    Stage.OFFERED: _OFFERED,
    Stage.ACCEPTED: _ACCEPTED,
    Stage.STARTED: _STARTED,
    Stage.LEFT: _STARTED,
}

MEASURES = (
    "jobseeker_only",
    "employer_only",
    "mutual",
    "planned",
    "interviewed",
    "offered",
    "accepted",
    "started",
)
ALL_COUNTS = (*MEASURES, "mutual_people")

QUARTER = timedelta(minutes=15)


def measured(standing: Standing) -> frozenset[str]:
    """The measures that an intent standing so is counted in, once each."""
    done = DONE[standing.stage]
    if standing.is_mutual:
        return frozenset(("mutual", *done))
    if standing.jobseeker == Word.YES:
        return frozenset(("jobseeker_only", *done))
    if standing.employer == Word.YES:
        return frozenset(("employer_only", *done))
    return frozenset(done)


def turned(was: Standing, now: Standing) -> dict[str, int]:
    """What a count gains (1) and loses (-1) by an intent that stood so and stands so now."""
    before, after = measured(was), measured(now)
    return dict.fromkeys(after - before, 1) | dict.fromkeys(before - after, -1)


class MutualPeople:
    """Who is mutual with anybody, followed from one turn of an intent to the next."""

    def __init__(self, held: Mapping[Any, int] | None = None) -> None:
        self._held: Counter[Hashable] = Counter(held or {})

    def turn(self, person: Hashable, was: Standing, now: Standing) -> int:
        """How many people there are more by this turn: 1, 0 or -1."""
        before = self._held[person] > 0
        self._held[person] += now.is_mutual - was.is_mutual
        return (self._held[person] > 0) - before


def quarter(at: datetime) -> datetime:
    """The beginning of its quarter of an hour; every time zone's hours are made of these."""
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
