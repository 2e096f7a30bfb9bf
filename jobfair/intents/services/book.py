"""The one place that writes entries, with everything that follows from them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.booths.events import staff_stream
from jobfair.common.rows import insert_all, update_all
from jobfair.intents.chain import fingerprint
from jobfair.intents.counts import MEASURES, measured
from jobfair.intents.events import CountsMoved, IntentMoved, counts_stream
from jobfair.intents.models import Entry, Intent, Ledger, Tally, standing_fields
from jobfair.intents.steps import NOTHING_SAID, Standing
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish_all

INTENT_FIELDS = [*standing_fields(NOTHING_SAID), "last_number", "last_at"]
LEDGER_FIELDS = [*MEASURES, "mutual_people", "last", "head"]


class Book:
    """The ledgers of some fairs, locked to the end of the transaction, and what is added to them."""

    def __init__(self, fairs: Iterable[UUID]) -> None:
        wanted = set(fairs)
        self._ledgers = _locked(wanted)
        if len(self._ledgers) < len(wanted):
            missing = wanted - self._ledgers.keys()
            Ledger.objects.bulk_create(
                [Ledger(fair_id=fair) for fair in missing], ignore_conflicts=True
            )
            self._ledgers = _locked(wanted)
        self._entries: list[Entry] = []
        self._before: dict[Intent, Standing] = {}
        self._made: list[Intent] = []
        self._told: list[tuple[str, Event]] = []

    def next_number(self, fair: UUID) -> int:
        return self._ledgers[fair].last + 1

    def is_new(self, intent: Intent) -> bool:
        return intent.last_number == 0

    def enter(
        self,
        intent: Intent,
        after: Standing,
        recorder: User,
        *,
        at: datetime | None = None,
        **said: Any,
    ) -> Entry:
        """Add the next entry, after which `intent` stands so; it becomes true with `store`."""
        ledger = self._ledgers[intent.fair_id]
        entry = Entry(
            fair_id=intent.fair_id,
            number=ledger.last + 1,
            person_id=intent.person_id,
            position_id=intent.position_id,
            recorder=recorder,
            at=at or timezone.now(),
            previous=ledger.head,
            **said,
        )
        entry.hash = fingerprint(entry, ledger.head)
        ledger.last, ledger.head = entry.number, entry.hash
        self.stand(intent, after, entry)
        self._entries.append(entry)
        self._tell(entry, intent)
        return entry

    def stand(self, intent: Intent, after: Standing, entry: Entry) -> None:
        """By this entry the intent stands so; also one that the entry merges into another."""
        if self.is_new(intent):
            self._made.append(intent)
        self._before.setdefault(intent, intent.standing)
        intent.standing = after
        intent.last_number, intent.last_at = entry.number, entry.at

    def _tell(self, entry: Entry, intent: Intent) -> None:
        moved = IntentMoved.of(entry, intent)
        self._told.append((staff_stream(intent.booth_id), moved))
        if intent.person.user_id:
            self._told.append((user_stream(intent.person.user_id), moved))

    def store(self) -> None:
        """Write and tell what was entered."""
        if not self._entries:
            return
        self._count_people()
        Entry.objects.bulk_create(self._entries)
        insert_all(self._made)
        made = set(self._made)
        update_all([i for i in self._before if i not in made], INTENT_FIELDS)
        self._count_pairs()
        update_all(list(self._ledgers.values()), LEDGER_FIELDS)
        changed = {entry.fair_id for entry in self._entries}
        told = [(counts_stream(fair), CountsMoved.of(self._ledgers[fair])) for fair in changed]
        publish_all([*self._told, *told])

    def _count_pairs(self) -> None:
        positions = {intent.position_id: intent.fair_id for intent in self._before}
        tallies = Tally.objects.in_bulk(list(positions))
        new = [Tally(position_id=p, fair_id=f) for p, f in positions.items() if p not in tallies]
        by_position = tallies | {tally.position_id: tally for tally in new}
        for intent, before in self._before.items():
            was, is_now = measured(before), measured(intent.standing)
            for counts in (self._ledgers[intent.fair_id], by_position[intent.position_id]):
                _shift(counts, was, is_now)
        Tally.objects.bulk_create(new)
        update_all(list(tallies.values()), MEASURES)

    def _count_people(self) -> None:
        """How many people have come to be mutual with anybody at the fair, or ceased to be."""
        shifts: Counter[tuple[UUID, UUID]] = Counter()
        for intent, before in self._before.items():
            gain = intent.standing.is_mutual - before.is_mutual
            if gain:
                shifts[intent.fair_id, intent.person_id] += gain
        if not shifts:
            return
        held = _mutual_pairs(shifts)
        for key, shift in shifts.items():
            is_one, was_one = held[key] + shift > 0, held[key] > 0
            self._ledgers[key[0]].mutual_people += is_one - was_one


def _locked(fairs: set[UUID]) -> dict[UUID, Ledger]:
    rows = Ledger.objects.select_for_update().filter(pk__in=fairs).order_by("pk")
    return {ledger.fair_id: ledger for ledger in rows}


def _mutual_pairs(keys: Iterable[tuple[UUID, UUID]]) -> Counter[tuple[UUID, UUID]]:
    """Mutual intents that stand in the tables by fair and person."""
    fairs, people = zip(*keys, strict=True)
    rows = Intent.objects.mutual().filter(fair__in=set(fairs), person__in=set(people))
    counted = rows.values("fair", "person").annotate(n=Count("pk")).order_by()
    return Counter({(row["fair"], row["person"]): row["n"] for row in counted})


def _shift(counts: Ledger | Tally, was: frozenset[str], is_now: frozenset[str]) -> None:
    for name in is_now - was:
        setattr(counts, name, getattr(counts, name) + 1)
    for name in was - is_now:
        setattr(counts, name, getattr(counts, name) - 1)
