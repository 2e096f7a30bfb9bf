"""Whether everything that follows from a ledger is what follows from it, and making it so again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum

from jobfair.intents.chain import GENESIS, breaks, content
from jobfair.intents.counts import ALL_COUNTS, MEASURES, measured
from jobfair.intents.history import Moment, Replay
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import NOTHING_SAID, Stage, Standing, Word


@dataclass
class Findings:
    """What is wrong with one ledger; empty when all is well."""

    entries: int
    chain: list[int] = field(default_factory=list)
    impossible: list[int] = field(default_factory=list)
    head: bool = True
    standings: int = 0
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    tallies: int = 0
    changes: int = 0

    @property
    def is_sound(self) -> bool:
        return self.is_untouched and not (
            self.standings or self.counts or self.tallies or self.changes
        )

    @property
    def is_untouched(self) -> bool:
        """The entries are those that were written; what follows from them can be made again."""
        return self.head and not (self.chain or self.impossible)


def entries_of(ledger: Ledger) -> QuerySet[Entry]:
    return Entry.objects.filter(fair=ledger.pk).order_by("number")


def verify(ledger: Ledger) -> Findings:
    """Go through every entry: the chain, the numbers, and what was derived from them."""
    entries = list(entries_of(ledger))
    return _findings(ledger, entries, Replay.of(entries))


def _findings(ledger: Ledger, entries: list[Entry], replay: Replay) -> Findings:
    return Findings(
        entries=len(entries),
        chain=breaks(entries),
        impossible=replay.impossible,
        head=_newest(entries) == (ledger.last, ledger.head),
        standings=sum(1 for _wrong in _wrong_intents(ledger, replay)),
        counts=_difference(ledger, replay.counts()),
        tallies=_wrong_tallies(ledger, replay),
        changes=_wrong_changes(ledger, replay),
    )


def _newest(entries: list[Entry]) -> tuple[int, str]:
    return (entries[-1].number, entries[-1].hash) if entries else (0, GENESIS)


def recount(fair: UUID) -> dict[str, int]:
    """The fair's counts, counted afresh by the database from how every intent stands."""
    rows = Intent.objects.filter(fair=fair).order_by()
    found = rows.aggregate(**_AGGREGATES)
    return {name: found[name] for name in ALL_COUNTS}


def reconcile(ledger: Ledger) -> dict[str, tuple[int, int]]:
    """Measures whose kept count is not what is counted afresh: kept, counted.

    Nobody waits for it: when an entry came while it counted it counts again, and only
    after three times does it hold the ledger.
    """
    for _attempt in range(3):
        before = Ledger.objects.get(pk=ledger.pk)
        counted = _counted_twice(ledger)
        if Ledger.objects.filter(pk=ledger.pk, last=before.last).exists():
            return _difference(before, *counted)
    with transaction.atomic():
        held = Ledger.objects.select_for_update().get(pk=ledger.pk)
        return _difference(held, *_counted_twice(ledger))


def _counted_twice(ledger: Ledger) -> tuple[dict[str, int], dict[str, int]]:
    """From how every intent stands, and from what every quarter of an hour changed."""
    changes = Change.objects.filter(fair=ledger.pk)
    found = changes.aggregate(**{name: Sum(name, default=0) for name in ALL_COUNTS})
    return recount(ledger.fair_id), found


@transaction.atomic
def rebuild(ledger: Ledger) -> Findings:
    """Make everything derived again from the entries alone; what was wrong before."""
    ledger = Ledger.objects.select_for_update().get(pk=ledger.pk)
    entries = list(entries_of(ledger))
    replay = Replay.of(entries)
    found = _findings(ledger, entries, replay)
    _rebuild_intents(ledger, replay)
    Tally.objects.filter(fair=ledger.pk).delete()
    Tally.objects.bulk_create(
        Tally(fair_id=ledger.pk, position_id=position, **counts)
        for position, counts in replay.position_counts().items()
    )
    Change.objects.filter(fair=ledger.pk).delete()
    Change.objects.bulk_create(
        Change(fair_id=ledger.pk, quarter=start, channel=channel, **changed)
        for (start, channel), changed in _changes(replay)
    )
    ledger.last, ledger.head = _newest(entries)
    for name, value in replay.counts().items():
        setattr(ledger, name, value)
    ledger.save()
    return found


def lines(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Every entry as plain data, for a file that can be checked elsewhere."""
    for entry in entries_of(ledger).iterator():
        yield content(entry) | {"previous": entry.previous, "hash": entry.hash}


def _difference(ledger: Ledger, *counted: dict[str, int]) -> dict[str, tuple[int, int]]:
    kept = ledger.counted | {"mutual_people": ledger.mutual_people}
    every = [(name, n) for counts in counted for name, n in counts.items()]
    return {name: (kept[name], n) for name, n in every if kept[name] != n}


def _wrong_intents(ledger: Ledger, replay: Replay) -> Iterator[tuple[UUID, UUID]]:
    """Pairs that stand otherwise than by the entries, or stand without any."""
    kept = {
        (intent.person_id, intent.position_id): (intent.standing, intent.state, intent.last_number)
        for intent in Intent.objects.filter(fair=ledger.pk)
    }
    for pair in kept.keys() | replay.histories.keys():
        history, last = replay.histories.get(pair), replay.last.get(pair)
        standing = history.standing if history else NOTHING_SAID
        expected = (standing, standing.state, last.number if last else 0)
        if kept.get(pair) != expected:
            yield pair


def _wrong_tallies(ledger: Ledger, replay: Replay) -> int:
    kept = {tally.pk: tally.counted for tally in Tally.objects.filter(fair=ledger.pk)}
    counted = replay.position_counts()
    return sum(1 for key in kept.keys() | counted.keys() if kept.get(key) != counted.get(key))


def _wrong_changes(ledger: Ledger, replay: Replay) -> int:
    rows = Change.objects.filter(fair=ledger.pk)
    kept = {(row.quarter, row.channel): row.changed for row in rows if row.changed}
    found = dict(_changes(replay))
    return sum(1 for key in kept.keys() | found.keys() if kept.get(key) != found.get(key))


def _changes(replay: Replay) -> Iterator[tuple[Moment, dict[str, int]]]:
    for moment, shifts in replay.changes.items():
        changed = {name: shift for name, shift in shifts.items() if shift}
        if changed:
            yield moment, changed


def _rebuild_intents(ledger: Ledger, replay: Replay) -> None:
    wrong = set(_wrong_intents(ledger, replay))
    if not wrong:
        return
    kept = {(i.person_id, i.position_id): i for i in Intent.objects.filter(fair=ledger.pk)}
    for pair in wrong:
        last = replay.last.get(pair)
        if last is None:
            kept[pair].delete()
            continue
        intent = kept.get(pair) or Intent(
            fair_id=last.fair_id,
            booth=last.position.booth,
            position_id=last.position_id,
            person_id=pair[0],
        )
        intent.standing = replay.histories[pair].standing
        intent.last_number, intent.last_at = last.number, last.at
        intent.save()


def _conditions() -> dict[str, Q]:
    """The measures as conditions on the columns, one for each combination that counts."""
    found = {name: Q(pk__in=[]) for name in MEASURES}
    for word in Word:
        for other in Word:
            for name in measured(Standing(word, other)):
                found[name] |= Q(jobseeker=word, employer=other)
    for stage in Stage:
        for name in measured(Standing(stage=stage)):
            found[name] |= Q(stage=stage)
    return found


#: Which intents each measure counts.
CONDITIONS = _conditions()
_AGGREGATES = {name: Count("pk", filter=q) for name, q in CONDITIONS.items()} | {
    "mutual_people": Count("person", filter=CONDITIONS["mutual"], distinct=True)
}
