"""Whether everything that follows from a ledger is what follows from it, and making it so again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from jobfair.common.moment import at_one_moment
from jobfair.fairs.models import Fair
from jobfair.intents.chain import Chain, content
from jobfair.intents.counts import ALL_COUNTS, MEASURES, measured
from jobfair.intents.history import Moment, Pair, Replay
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import Stage, Standing, Word

AT_ONCE = 1000


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


def lost_ledgers() -> QuerySet[Fair]:
    """Fairs that have entries and no row for their ledger: somebody took it away."""
    entries = Entry.objects.filter(fair=OuterRef("pk"))
    return Fair.objects.filter(Exists(entries.order_by()), ledger=None).order_by("starts_at")


@at_one_moment
def verify(ledger: Ledger) -> Findings:
    """Go through every entry: the chain, the numbers, and what was derived from them.

    It is all seen as it was at one moment, while others go on recording.
    """
    return _read(Ledger.objects.get(pk=ledger.pk))[0]


def _read(ledger: Ledger) -> tuple[Findings, Replay, Chain]:
    """Entry by entry; what is kept of them is how each pair stands."""
    chain = Chain()
    entries = entries_of(ledger).iterator(chunk_size=AT_ONCE)
    replay = Replay.of(chain.through(entries))
    return _findings(ledger, chain, replay), replay, chain


def _findings(ledger: Ledger, chain: Chain, replay: Replay) -> Findings:
    return Findings(
        entries=chain.entries,
        chain=chain.wrong,
        impossible=replay.impossible,
        head=chain.newest == (ledger.last, ledger.head),
        standings=sum(1 for _wrong in _wrong_intents(ledger, replay)),
        counts=_difference(ledger, replay.counts()),
        tallies=_wrong_tallies(ledger, replay),
        changes=_wrong_changes(ledger, replay),
    )


def recount(fair: UUID) -> dict[str, int]:
    """The fair's counts, counted afresh by the database from how every intent stands."""
    rows = Intent.objects.filter(fair=fair).order_by()
    found = rows.aggregate(**_AGGREGATES)
    return {name: found[name] for name in ALL_COUNTS}


@at_one_moment
def reconcile(ledger: Ledger) -> dict[str, tuple[int, int]]:
    """Measures whose kept count is not what is counted afresh: kept, counted.

    Counted three times: from how every intent stands, from what every quarter of an hour
    changed, and from what is kept for every position.
    """
    kept = Ledger.objects.get(pk=ledger.pk)
    changes = Change.objects.filter(fair=ledger.pk)
    tallies = Tally.objects.filter(fair=ledger.pk)
    return _difference(
        kept,
        recount(ledger.fair_id),
        changes.aggregate(**{name: Sum(name, default=0) for name in ALL_COUNTS}),
        tallies.aggregate(**{name: Sum(name, default=0) for name in MEASURES}),
    )


@transaction.atomic
def rebuild(ledger: Ledger) -> Findings:
    """Make everything derived again from the entries alone; what was wrong before."""
    ledger = Ledger.objects.select_for_update().get_or_create(fair_id=ledger.pk)[0]
    found, replay, chain = _read(ledger)
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
    ledger.last, ledger.head = chain.newest
    ledger.differs = False
    for name, value in replay.counts().items():
        setattr(ledger, name, value)
    ledger.save()
    return found


def lines(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Every entry as plain data, for a file that can be checked elsewhere."""
    for entry in entries_of(ledger).iterator(chunk_size=AT_ONCE):
        yield content(entry) | {"previous": entry.previous, "hash": entry.hash}


def _difference(ledger: Ledger, *counted: dict[str, int]) -> dict[str, tuple[int, int]]:
    kept = ledger.counted | {"mutual_people": ledger.mutual_people}
    every = [(name, n) for counts in counted for name, n in counts.items()]
    return {name: (kept[name], n) for name, n in every if kept[name] != n}


def _intents_of(ledger: Ledger) -> QuerySet[Intent]:
    """By the positions, which stay at their booth: what an intent itself says may be wrong."""
    rows = Intent.objects.filter(position__booth__fair=ledger.pk)
    return rows.annotate(stand=F("position__booth"))


def _wrong_intents(ledger: Ledger, replay: Replay) -> Iterator[Pair]:
    """Pairs that stand otherwise than by the entries, or stand without any."""
    seen = set()
    for intent in _intents_of(ledger).iterator(chunk_size=AT_ONCE):
        pair = (intent.person_id, intent.position_id)
        seen.add(pair)
        if not _is_so(intent, ledger, replay):
            yield pair
    yield from replay.histories.keys() - seen


def _is_so(intent: Any, ledger: Ledger, replay: Replay) -> bool:
    pair = (intent.person_id, intent.position_id)
    if pair not in replay.last:
        return False
    standing, last = replay.histories[pair].standing, replay.last[pair]
    kept = (intent.standing, intent.state, intent.last_number, intent.last_at)
    is_placed = (intent.fair_id, intent.booth_id) == (ledger.pk, intent.stand)
    return is_placed and kept == (standing, standing.state, last.number, last.at)


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
    kept = {(i.person_id, i.position_id): i for i in _intents_of(ledger)}
    for pair in wrong:
        last = replay.last.get(pair)
        if last is None:
            kept[pair].delete()
            continue
        intent = kept.get(pair) or Intent(person_id=pair[0], position_id=pair[1])
        intent.fair_id, intent.booth = ledger.pk, last.position.booth
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
