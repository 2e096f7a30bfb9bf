"""The board's pictures as numbers: the template writes the SVG.

Lengths are in units of which sixteen are one em, so that pictures grow with the letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobfair.common.words import Words
from jobfair.insights.board import WANTED, Board
from jobfair.insights.parts import hour_of
from jobfair.insights.units import Unit
from jobfair.intents.counts import QUARTER
from jobfair.web.formatting import day

NAMES: dict[str, Words] = {
    "visits": _("参会"),
    "conversations": pgettext_lazy("figure", "会话"),
    "wanted": _("有意向"),
    "mutual": _("达成初步意向"),
    "interviews": _("约好或已面试"),
}

LEFT, TOP, WIDTH, HEIGHT = 8, 28, 392, 192
#: The bars of the way from coming to an interview.
LONGEST_BAR = 560
#: A name and below it a number, beside the end of their line.
DOT, LABEL_WIDTH, LABEL_HEIGHT = 6, 176, 48
#: A day's curve at most; older quarters stand in the table alone.
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class Line:
    """One curve: its points, where it ends, and the top of its name and last number beside that."""

    key: str
    name: Words
    points: str
    end_x: int
    end_y: int
    label_y: int
    last: int


@dataclass(frozen=True)
class Curve:
    """Both curves with the hours below; empty when nothing was recorded lately."""

    lines: list[Line]
    hours: list[tuple[int, str]]
    base: int = TOP + HEIGHT
    right: int = LEFT + WIDTH
    dot: int = DOT
    label_x: int = LEFT + WIDTH + 2 * DOT
    width: int = LEFT + WIDTH + 2 * DOT + LABEL_WIDTH
    height: int = TOP + HEIGHT + 44


@dataclass(frozen=True)
class Bar:
    """One step of the way from coming to an interview."""

    key: str
    name: Words
    unit: Unit
    number: int
    width: int


@dataclass(frozen=True)
class Hour:
    """What one local hour changed; the hours add up to the figures."""

    name: str
    wanted: int
    mutual: int
    planned: int
    interviewed: int


def curve_of(board: Board) -> Curve:
    """How many pairs stood so, quarter of an hour by quarter of an hour, up to now.

    Of a fair that is over up to its last quarter of an hour.
    """
    last = _end_of(board)
    shown = [q for q in board.quarters if q.start > last - LONGEST]
    if not shown:
        return Curve([], [])
    first = shown[0].start
    highest = max(1, *(q.wanted for q in shown))

    def x(at: datetime) -> int:
        return round(LEFT + WIDTH * ((at - first) / (last - first)))

    def y(number: int) -> int:
        return round(TOP + HEIGHT * (1 - number / highest))

    wanted = [(x(q.start + QUARTER), y(q.wanted)) for q in shown]
    mutual = [(x(q.start + QUARTER), y(q.mutual)) for q in shown]
    ends = [("wanted", wanted, shown[-1].wanted), ("mutual", mutual, shown[-1].mutual)]
    lines = [_line(key, points, number, x(last)) for key, points, number in ends]
    return Curve(_apart(lines), _hours_below(board, first, last, x))


def _end_of(board: Board) -> datetime:
    ends = [one.start + QUARTER for one in board.quarters[-1:]]
    return max(ends if board.fair.is_over and ends else [*ends, board.at])


def _line(key: str, points: list[tuple[int, int]], number: int, end: int) -> Line:
    """As steps: a count stays what it is until the next quarter of an hour."""
    drawn = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:])
    y = points[-1][1]
    return Line(key, NAMES[key], f"{drawn}H{end}", end, y, y - LABEL_HEIGHT // 2, number)


def _apart(lines: list[Line]) -> list[Line]:
    """Both names within the picture, and one above the other."""
    upper, lower = lines
    lowest = TOP + HEIGHT - LABEL_HEIGHT
    below = min(max(lower.label_y, LABEL_HEIGHT), lowest)
    above = min(max(upper.label_y, 0), below - LABEL_HEIGHT)
    return [replace(upper, label_y=above), replace(lower, label_y=below)]


def _hours_below(
    board: Board, first: datetime, last: datetime, x: Callable[[datetime], int]
) -> list[tuple[int, str]]:
    """Whole local hours within, at most six of them; beside the last the curves' names leave room."""
    hour = first.astimezone(board.fair.zone_info).replace(minute=0, second=0, microsecond=0)
    hours = []
    while hour <= last:
        if hour >= first:
            hours.append(hour)
        hour += timedelta(hours=1)
    every = -(-len(hours) // 6) or 1
    return [(x(hour), f"{hour:%H:%M}") for hour in hours[::every]]


def way_of(board: Board) -> list[Bar]:
    """From coming to an interview; different units stand side by side and are never divided."""
    numbers = board.numbers
    steps = [
        ("visits", Unit.VISITS, numbers["visits"]),
        ("conversations", Unit.CONVERSATIONS, numbers["conversations"]),
        ("wanted", Unit.PAIRS, numbers["wanted"]),
        ("mutual", Unit.PAIRS, numbers["mutual"]),
        ("interviews", Unit.PAIRS, numbers["interviews"]),
    ]
    most = max(1, *(number for _key, _unit, number in steps))
    return [
        Bar(key, NAMES[key], unit, number, round(LONGEST_BAR * number / most))
        for key, unit, number in steps
    ]


def hours_of(board: Board) -> list[Hour]:
    """What each local hour changed, the oldest first."""
    zone, days = board.fair.zone_info, set()
    sums: dict[datetime, Counter[str]] = {}
    for one in board.quarters:
        hour = hour_of(one.start, zone).astimezone(zone)
        days.add(hour.date())
        sums.setdefault(hour, Counter()).update(one.changed)
    return [
        Hour(
            name=(f"{day(hour)} " if len(days) > 1 else "") + f"{hour:%H:%M}",
            wanted=sum(changed[name] for name in WANTED),
            mutual=changed["mutual"],
            planned=changed["planned"],
            interviewed=changed["interviewed"],
        )
        for hour, changed in sums.items()
    ]
