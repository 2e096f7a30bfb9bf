"""What one intent counts for: the unit is the pair of a person and a position."""

from jobfair.intents.steps import Stage, Standing, Word

_HELD = ("interviewed",)
_OFFERED = (*_HELD, "offered")
_ACCEPTED = (*_OFFERED, "accepted")
_STARTED = (*_ACCEPTED, "started")

#: What was done counts from then on, also when a side later says no.
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
