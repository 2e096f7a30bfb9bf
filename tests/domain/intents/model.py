"""The ledger's rules once more, as plainly as they can be said, to measure the real one by."""

from copy import deepcopy
from dataclasses import dataclass, field

EARLY = ("none", "interviewed", "refused")
ORDER = ["none", "planned", "interviewed", "refused", "offered", "accepted", "left", "started"]


@dataclass
class Pair:
    """One person and one position: what each says and when they said it, and how far they came."""

    words: dict[str, str] = field(default_factory=dict)
    said_at: dict[str, int] = field(default_factory=lambda: {"jobseeker": 0, "employer": 0})
    stage: str = "none"

    @property
    def is_mutual(self) -> bool:
        return self.words.get("jobseeker") == self.words.get("employer") == "yes"

    def allows(self, side: str, step: str) -> bool:
        own = self.words.get(side)
        if step == "interested":
            return own != "yes" and self.stage in EARLY
        if step in ("withdrawn", "declined"):
            late = ("offered", "accepted") if step == "declined" else ()
            right = side == ("jobseeker" if step == "withdrawn" else "employer")
            in_time = self.stage in (*EARLY, "planned", *late)
            return right and own != "no" and "yes" in self.words.values() and in_time
        rules = {
            "interview_planned": ("employer", ("none",)),
            "interviewed": ("employer", ("none", "planned")),
            "offered": ("employer", ("interviewed", "refused")),
            "accepted": ("jobseeker", ("offered",)),
            "refused": ("jobseeker", ("offered", "accepted")),
            "started": (side, ("accepted",)),
            "left": (side, ("started",)),
        }
        who, stages = rules[step]
        return side == who and self.stage in stages and self.is_mutual

    def take(self, side: str, step: str, number: int) -> None:
        if step in ("interested", "withdrawn", "declined"):
            self.words[side] = "yes" if step == "interested" else "no"
            self.said_at[side] = number
            if step != "interested":
                back = {"planned": "none", "offered": "interviewed", "accepted": "interviewed"}
                self.stage = back.get(self.stage, self.stage)
        else:
            self.stage = "planned" if step == "interview_planned" else step

    def measures(self) -> set[str]:
        found = set()
        if self.is_mutual:
            found.add("mutual")
        else:
            sides = [side for side, word in self.words.items() if word == "yes"]
            found |= {f"{side}_only" for side in sides}
        if self.stage == "planned":
            found.add("planned")
        if self.stage in ("interviewed", "refused", "offered", "accepted", "started", "left"):
            found.add("interviewed")
        if self.stage in ("refused", "offered", "accepted", "started", "left"):
            found.add("offered")
        if self.stage in ("accepted", "started", "left"):
            found.add("accepted")
        if self.stage in ("started", "left"):
            found.add("started")
        return found


class Model:
    """A fair's ledger kept in a list and a dictionary of lists of what stood after each step."""

    def __init__(self) -> None:
        self.length = 0
        self.held: dict[tuple[str, int], list[tuple[int, str, Pair]]] = {}

    def pair(self, person: str, position: int) -> Pair:
        held = self.held.get((person, position))
        return deepcopy(held[-1][2]) if held else Pair()

    def step(self, person: str, position: int, side: str, step: str) -> bool:
        """Whether the step was taken."""
        pair = self.pair(person, position)
        if not pair.allows(side, step):
            return False
        self.length += 1
        pair.take(side, step, self.length)
        self.held.setdefault((person, position), []).append((self.length, side, pair))
        return True

    def newest(self, person: str, position: int) -> tuple[int, str]:
        held = self.held.get((person, position))
        return held[-1][:2] if held else (0, "")

    def undo(self, person: str, position: int, side: str, number: int) -> bool:
        if not number or self.newest(person, position) != (number, side):
            return False
        self.length += 1
        self.held[person, position].pop()
        return True

    def merge(self, kept: str, duplicate: str) -> None:
        for key in sorted(k for k in self.held if k[0] == duplicate):
            if not self.held[key]:
                continue
            source, target = self.pair(*key), self.pair(kept, key[1])
            if not source.words and source.stage == "none":
                continue
            self.length += 1
            after = self._together(target, source)
            self.held[kept, key[1]] = [(self.length, "", after)]
            self.held[key] = []

    @staticmethod
    def _together(target: Pair, source: Pair) -> Pair:
        far = source if ORDER.index(source.stage) > ORDER.index(target.stage) else target
        if far.stage in ("offered", "accepted", "started", "left"):
            return far
        after = Pair(stage=far.stage)
        for side in ("jobseeker", "employer"):
            later = source if source.said_at[side] > target.said_at[side] else target
            if side in later.words:
                after.words[side] = later.words[side]
            after.said_at[side] = later.said_at[side]
        if after.stage == "planned" and not after.is_mutual:
            after.stage = "none"
        return after

    def counts(self) -> dict[str, int]:
        names = "jobseeker_only employer_only mutual planned interviewed offered accepted started"
        counts = dict.fromkeys(names.split(), 0)
        people = set()
        for (person, _position), held in self.held.items():
            pair = held[-1][2] if held else Pair()
            for name in pair.measures():
                counts[name] += 1
            if pair.is_mutual:
                people.add(person)
        return counts | {"mutual_people": len(people)}
