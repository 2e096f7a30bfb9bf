"""The one place that writes entries, with everything that follows from them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.common.rows import insert_all, update_all
from jobfair.intents.chain import fingerprint
from jobfair.intents.counts import ALL_COUNTS
from jobfair.intents.events import CountsMoved, IntentMoved, counts_stream, streams_of
from jobfair.intents.models import Entry, Intent, Ledger, standing_fields
from jobfair.intents.services.counting import Turn, count_turns
from jobfair.intents.steps import NOTHING_SAID, Standing
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish_all

INTENT_FIELDS = [*standing_fields(NOTHING_SAID), "last_number", "last_at"]
LEDGER_FIELDS = [*ALL_COUNTS, "last", "head"]


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
        self._turns: list[Turn] = []
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
        self._turns.append(Turn(entry, intent, intent.standing, after))
        intent.standing = after
        intent.last_number, intent.last_at = entry.number, entry.at

    def _tell(self, entry: Entry, intent: Intent) -> None:
        moved = IntentMoved.of(entry, intent)
        self._told += [(stream, moved) for stream in streams_of(intent)]

    def store(self) -> None:
        """Write and tell what was entered."""
        if not self._entries:
            return
        Entry.objects.bulk_create(self._entries)
        count_turns(self._turns, self._ledgers)
        insert_all(self._made)
        made = set(self._made)
        changed = {turn.intent for turn in self._turns} - made
        update_all(list(changed), INTENT_FIELDS)
        update_all(list(self._ledgers.values()), LEDGER_FIELDS)
        fairs = {entry.fair_id for entry in self._entries}
        told = [(counts_stream(fair), CountsMoved.of(self._ledgers[fair])) for fair in fairs]
        publish_all([*self._told, *told])


def hold_ledger(fair: UUID) -> None:
    """Nobody else writes entries of this fair until the transaction ends."""
    Book([fair])


def _locked(fairs: set[UUID]) -> dict[UUID, Ledger]:
    rows = Ledger.objects.select_for_update(no_key=True).filter(pk__in=fairs).order_by("pk")
    return {ledger.fair_id: ledger for ledger in rows}
