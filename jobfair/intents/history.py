"""Folding a ledger's entries: how each pair stands, and what the whole fair counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict
from jobfair.intents.counts import MEASURES, measured
from jobfair.intents.models import Entry
from jobfair.intents.steps import NOTHING_SAID, Side, Standing, Step, combined, moved

Pair = tuple[UUID, UUID]


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

    `impossible` are the numbers of entries that no service could have made: somebody
    else wrote or changed them. They are left out of what is folded.
    """

    histories: dict[Pair, History] = field(default_factory=dict)
    last: dict[Pair, Entry] = field(default_factory=dict)
    impossible: list[int] = field(default_factory=list)

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
        pair = (entry.person_id, entry.position_id)
        history = self.histories.setdefault(pair, History())
        self.last[pair] = entry
        if entry.step != Step.MERGED or entry.duplicate_id is None:
            history.add(entry)
            return
        source = (entry.duplicate_id, entry.position_id)
        history.merge(self.histories.setdefault(source, History()), entry.number)
        self.last[source] = entry

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
