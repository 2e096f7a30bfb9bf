"""The signs of the entrance and the service desk on the floor plan: room for them, and their places.

Lengths are those of the plan: sixteen are one em.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobfair.fairs.models import Landmark, LandmarkKind, Side
from jobfair.web.landmark_words import where

HEIGHT = 40
ROOM = 10
GLYPH = 26
HAN, LATIN = 18, 12
#: How far the arrow, drawn pointing right, is turned to point into the hall.
TURNS = {Side.LEFT: 0, Side.FRONT: 90, Side.RIGHT: 180, Side.BACK: 270}


@dataclass(frozen=True)
class Margins:
    """What the signs beside one zone, or a row or column of zones, take on each side."""

    front: int = 0
    back: int = 0
    left: int = 0
    right: int = 0

    @classmethod
    def of(cls, landmarks: Iterable[Landmark]) -> Margins:
        taken = dict.fromkeys(Side.values, 0)
        for each in landmarks:
            is_across = each.side in (Side.LEFT, Side.RIGHT)
            need = (width_of(each) if is_across else HEIGHT) + ROOM
            taken[each.side] = max(taken[each.side], need)
        return cls(**taken)

    @classmethod
    def largest(cls, margins: Iterable[Margins]) -> Margins:
        found = list(margins)
        return cls(**{side: max(getattr(each, side) for each in found) for side in Side.values})


def length_of(landmarks: Iterable[Landmark], sides: tuple[Side, Side]) -> int:
    """How long the signs of the fuller of two opposite sides are, one after another."""
    is_across = Side.LEFT not in sides
    taken = dict.fromkeys(sides, 0)
    for each in landmarks:
        side = Side(each.side)
        if side in taken:
            taken[side] += (width_of(each) if is_across else HEIGHT) + ROOM
    return max(taken.values())


@dataclass(frozen=True)
class Sign:
    """One sign where it is drawn: its words, and an arrow into the hall at an entrance."""

    x: int
    y: int
    landmark: Landmark

    @property
    def width(self) -> int:
        return width_of(self.landmark)

    @property
    def text(self) -> str:
        return text_of(self.landmark)

    @property
    def label(self) -> str:
        return where(self.landmark)

    @property
    def is_entrance(self) -> bool:
        return self.landmark.kind == LandmarkKind.ENTRANCE

    @property
    def glyph(self) -> str:
        """Where the glyph stands, as an SVG transform: turned about its own middle."""
        turn = TURNS[Side(self.landmark.side)] if self.is_entrance else 0
        return f"translate({self.x + ROOM + 2} {self.y + 10}) rotate({turn} 10 10)"

    @property
    def text_x(self) -> int:
        return self.x + ROOM + GLYPH


def text_of(landmark: Landmark) -> str:
    """The words on the sign; a long name of its own is left to the sentence beside the plan."""
    kind, name = str(landmark.get_kind_display()), landmark.in_language("name")
    words = f"{kind} {name}".strip()
    return words if _length(words) <= 10 * HAN else kind


def width_of(landmark: Landmark) -> int:
    return 2 * ROOM + GLYPH + _length(text_of(landmark))


def signs_of(
    landmarks: Sequence[Landmark], corner: tuple[int, int], size: tuple[int, int], title: int
) -> list[Sign]:
    """Signs around a zone whose places fill `size` from `corner`; two on one side follow on."""
    (x, y), (width, height), placed = corner, size, dict.fromkeys(Side.values, 0)
    signs = []
    for each in landmarks:
        shift = placed[each.side]
        at = {
            Side.FRONT: (x + shift, y - title - HEIGHT - ROOM),
            Side.BACK: (x + shift, y + height + ROOM),
            Side.LEFT: (x - width_of(each) - ROOM, y + shift),
            Side.RIGHT: (x + width + ROOM, y + shift),
        }[Side(each.side)]
        signs.append(Sign(*at, each))
        is_across = each.side in (Side.LEFT, Side.RIGHT)
        placed[each.side] += (HEIGHT if is_across else width_of(each)) + ROOM
    return signs


def _length(words: str) -> int:
    return sum(LATIN if letter.isascii() else HAN for letter in words)
