"""Somebody who has every number that was ever shown, and time to subtract them from each other."""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor

Cell = Hashable
#: A sum of unknown numbers of people, and what is known of it.
Equation = tuple[Mapping[Cell, int], int]
Range = tuple[int, int]


def ranges(equations: Iterable[Equation]) -> dict[Cell, Range]:
    """What whole numbers, none below nought, each unknown can still be.

    Every sum and every combination of sums that leaves fewer unknowns is used until nothing more
    follows.
    """
    given = [({c: Fraction(n) for c, n in sides.items()}, Fraction(v)) for sides, v in equations]
    known = given + _eliminated(given)
    most = int(max((value for _sides, value in given), default=Fraction(0)))
    found: dict[Cell, Range] = {cell: (0, most) for sides, _v in known for cell in sides}
    changed = True
    while changed:
        changed = sum(_tightened(sides, value, found) for sides, value in known) > 0
    return found


def _eliminated(equations: list) -> list:
    """The same knowledge with as few unknowns in each sum as Gauss and Jordan can leave."""
    rows = [(dict(sides), value) for sides, value in equations]
    done: list = []
    while rows:
        sides, value = rows.pop()
        if not sides:
            continue
        pivot = next(iter(sides))
        first = sides[pivot]
        sides, value = {c: n / first for c, n in sides.items()}, value / first
        rows = [_without(row, pivot, sides, value) for row in rows]
        done = [_without(row, pivot, sides, value) for row in done] + [(sides, value)]
    return done


def _without(row: tuple, pivot: Cell, sides: dict, value: Fraction) -> tuple:
    own, sum_of_it = row
    share = own.get(pivot, Fraction(0))
    if not share:
        return row
    left = {c: own.get(c, 0) - share * sides.get(c, 0) for c in own.keys() | sides.keys()}
    return {c: n for c, n in left.items() if n}, sum_of_it - share * value


def _tightened(sides: dict, value: Fraction, found: dict[Cell, Range]) -> bool:
    """Narrow each unknown of this sum by what the others can be; whether any was."""
    changed = False
    for cell, share in sides.items():
        others = [(n, found[c]) for c, n in sides.items() if c != cell]
        least = sum(min(n * low, n * high) for n, (low, high) in others)
        most = sum(max(n * low, n * high) for n, (low, high) in others)
        ends = sorted(((value - most) / share, (value - least) / share))
        low, high = found[cell]
        narrowed = max(low, ceil(ends[0])), min(high, floor(ends[1]))
        changed |= narrowed != (low, high)
        found[cell] = narrowed
    return changed
