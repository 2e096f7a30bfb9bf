"""Knows everything that was said, accepted and shown, and says what does not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

#: A number in its conversation, the client's id, the text.
Shown = tuple[int, str, str]


@dataclass
class Oracle:
    """`said` by client id: the conversation and the text; `accepted`: the number it was given."""

    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    accepted: dict[str, int] = field(default_factory=dict)
    disputed: int = 0

    def accept(self, cid: str, number: int) -> None:
        """An `ok` has come; another number for the same message is a fault."""
        if self.accepted.setdefault(cid, number) != number:
            self.disputed += 1

    def judge(self, talk: str, pages: Sequence[Sequence[Shown]]) -> Counter[str]:
        """What is wrong with what the people of one conversation were shown."""
        faults: Counter[str] = Counter()
        expected = {cid for cid, (where, _text) in self.said.items() if where == talk}
        for shown in pages:
            seen = Counter(cid for _number, cid, _text in shown)
            numbers = [number for number, _cid, _text in shown]
            faults["lost"] += sum(1 for cid in expected & self.accepted.keys() if not seen[cid])
            faults["doubled"] += sum(seen.values()) - len(seen)
            faults["reordered"] += sum(
                1
                for number, place in zip(numbers, range(1, len(numbers) + 1), strict=True)
                if number != place
            )
            faults["invented"] += sum(
                1
                for number, cid, text in shown
                if self.said.get(cid) != (talk, text) or self.accepted.get(cid, number) != number
            )
        return faults
