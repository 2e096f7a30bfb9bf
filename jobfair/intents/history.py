"""Folding a ledger's entries: how each pair stands, and what the whole fair counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict
from jobfair.intents.counts import MEASURES, MutualPeople, measured, quarter, turned
from jobfair.intents.models import Entry
from jobfair.intents.steps import NOTHING_SAID, Side, Standing, Step, combined, moved

Pair = tuple[UUID, UUID]
Moment = tuple[datetime, str]


class History:
    """The steps of one pair that still hold, in order, each with how things stood after it."""

    def __init__(self) -> None:
        self._held: list[tuple[int, str, Standing]] = []

    @property
    def standing(self) -> Standing:
        return self._held[-1][2] if self._held else NOTHING_SAID

    def move(self, side: Side, step: Step, number: int) -> Standing:
        after = moved(self.standing, side, step, number)
        self._held.append((number, side, after))
        return after

    def undo(self, side: Side, corrects: int) -> Standing:
        """Take back the newest step, which must be `corrects` and of that side."""
        if not self._held or self._held[-1][:2] != (corrects, side):
            raise Conflict(
                "undo_late",
                _("这一步之后又有了新的记录，不能直接更正。请按现在的情况再记一步。"),
            )
        self._held.pop()
        return self.standing

    def merge(self, duplicate: "History", number: int) -> Standing:
        """Take over what stood in a duplicate; nothing before can be undone after it."""
        after = combined(self.standing, duplicate.standing)
        self._held = [(number, "", after)]
        duplicate._held = []
        return after

    def add(self, entry: Entry) -> Standing:
        """One ordinary entry, as the ledger holds it."""
        if entry.step == Step.UNDONE:
            return self.undo(Side(entry.side), entry.corrects or 0)
        return self.move(Side(entry.side), Step(entry.step), entry.number)

    def undoable(self, side: Side) -> int | None:
        """The number of the step that this side may take back now."""
        if not self._held:
            return None
        number, made_by, _standing = self._held[-1]
        return number if made_by == side else None


@dataclass
class Replay:
    """A fair's ledger folded from its first entry.

    `changes` are what the counts gained and lost by quarter of an hour and channel.
    `impossible` are the numbers of entries that no service could have made: somebody
    else wrote or changed them. They are left out of what is folded.
    """

    histories: dict[Pair, History] = field(default_factory=dict)
    last: dict[Pair, Entry] = field(default_factory=dict)
    changes: dict[Moment, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    impossible: list[int] = field(default_factory=list)
    _people: MutualPeople = field(default_factory=MutualPeople)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Replay":
        replay = cls()
        for entry in entries:
            try:
                replay.add(entry)
            except Conflict:
                replay.impossible.append(entry.number)
        return replay

    def add(self, entry: Entry) -> None:
        pairs = [(entry.person_id, entry.position_id)]
        if entry.duplicate_id is not None:
            pairs.append((entry.duplicate_id, entry.position_id))
        histories = [self.histories.setdefault(pair, History()) for pair in pairs]
        before = [history.standing for history in histories]
        self.last |= dict.fromkeys(pairs, entry)
        history, *duplicates = histories
        if entry.step == Step.MERGED and duplicates:
            history.merge(duplicates[0], entry.number)
        else:
            history.add(entry)
        for pair, was in zip(pairs, before, strict=True):
            self._count(entry, pair, was)

    def _moment(self, entry: Entry) -> Moment:
        return quarter(entry.at), entry.channel

    def _count(self, entry: Entry, pair: Pair, was: Standing) -> None:
        now = self.histories[pair].standing
        changes = self.changes[self._moment(entry)]
        changes.update(turned(was, now))
        changes["mutual_people"] += self._people.turn(pair[0], was, now)

    def counts(self) -> dict[str, int]:
        """The fair's counts by measure, and `mutual_people`."""
        pairs: Counter[str] = Counter()
        people = set()
        for (person, _position), history in self.histories.items():
            pairs.update(measured(history.standing))
            if history.standing.is_mutual:
                people.add(person)
        return {name: pairs[name] for name in MEASURES} | {"mutual_people": len(people)}

    def position_counts(self) -> dict[UUID, dict[str, int]]:
        by_position: dict[UUID, Counter[str]] = {}
        for (_person, position), history in self.histories.items():
            by_position.setdefault(position, Counter()).update(measured(history.standing))
        return {
            position: {name: counter[name] for name in MEASURES}
            for position, counter in by_position.items()
        }
