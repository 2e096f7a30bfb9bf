"""The floor plan as numbers: where each place is drawn. The template writes the SVG.

Lengths are in units of which sixteen are one em, so that the plan grows with the
letters. A zone is rows of equal places; the whole hall is its zones, side by side and
one below another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.booths.models import Booth
from jobfair.booths.selectors import shown
from jobfair.fairs.models import Fair, Zone
from jobfair.web.hall_page import BoothLine, booth_line, in_zones
from jobfair.web.hall_query import BOOTHS, POSITIONS, HallQuery

EDGE = 8
TITLE = 44
BETWEEN_ZONES = 36
NAME_TOP = 48
NAME_HEIGHT = 22
PLACES_ABREAST = 12
SIGN = 24
INSET = 5
FOOT = 10
#: What every company's name ends in, and no sign has room for.
LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司")


@dataclass(frozen=True)
class Scale:
    """The size of a place, the room between two, and how much of a name fits in."""

    width: int
    height: int
    gap: int
    name_lines: int
    name_length: int  # Han characters


HALL = Scale(width=96, height=64, gap=8, name_lines=1, name_length=5)
ZONE = Scale(width=74, height=112, gap=4, name_lines=3, name_length=4)


@dataclass(frozen=True)
class Cell:
    """One place: where it is drawn and, when it is taken, by whom."""

    x: int
    y: int
    width: int
    height: int
    number: str
    line: BoothLine | None
    fits: bool
    name: list[tuple[int, str]]

    @property
    def look(self) -> str:
        return self.line.words.look if self.line else "free"

    @property
    def sign_x(self) -> int:
        """Where the sign of the state stands, at the upper right."""
        return self.x + self.width - SIGN

    @property
    def away_y(self) -> int:
        """Where the hatched foot of a place begins, while its people are away."""
        return self.y + self.height - FOOT

    @property
    def text_x(self) -> int:
        return self.x + INSET

    @property
    def label(self) -> str:
        """What the link says to a person who hears it."""
        if self.line is None:
            return ""
        booth = self.line.booth
        words = [f"{booth.place} {booth.employer.in_language('name')}", self.line.words.text]
        return _("，").join(words if self.fits else [*words, _("不符合您的条件")])


@dataclass(frozen=True)
class Block:
    """One zone of the plan, with its title above its places."""

    zone: Zone
    x: int
    y: int
    cells: list[Cell]


@dataclass(frozen=True)
class Plan:
    width: int
    height: int
    scale: Scale
    blocks: list[Block]

    @property
    def em_width(self) -> str:
        return f"{self.width / 16:g}em"

    @property
    def em_height(self) -> str:
        return f"{self.height / 16:g}em"


def map_context(fair: Fair, query: HallQuery, booths: list[Booth], now: datetime) -> dict[str, Any]:
    """The plan of the hall or of the asked zone, and the same booths in walking order."""
    zones = list(fair.zones.all())
    current = next((zone for zone in zones if zone.code == query.zone), None)
    fitting = shown.tallies(fair, query.wishes)
    lines = [booth_line(booth, fitting, query, now) for booth in booths]
    fits = {line.booth.pk for line in lines if not query.wishes or line.booth.pk in fitting}
    drawn = [zone for zone in zones if current in (None, zone)]
    return {
        "current": current,
        "plan": plan_of(drawn, lines, ZONE if current else HALL, fits, fair.organiser.city),
        "order": in_zones(_of_zone(lines, current, fits), query),
        "query": query,
        "zone_urls": [(zone, query.address(zone=zone.code)) for zone in zones],
        "whole_url": query.address(),
        "booths_address": query.address(view=BOOTHS),
        "positions_address": query.address(view=POSITIONS),
    }


def plan_of(
    zones: Sequence[Zone],
    lines: Iterable[BoothLine],
    scale: Scale,
    fits: Collection[UUID],
    city: str = "",
) -> Plan:
    """Every place of these zones, zones side by side as far as there is room."""
    at = {(line.booth.zone_id, line.booth.number): line for line in lines}
    widest = max((zone.places_per_row for zone in zones), default=1)
    width = widest * (scale.width + scale.gap) - scale.gap
    abreast = max(1, min(PLACES_ABREAST // widest, ceil(sqrt(len(zones)))))
    blocks: list[Block] = []
    y = EDGE
    for row in _batched(zones, abreast):
        for column, zone in enumerate(row):
            x = EDGE + column * (width + BETWEEN_ZONES)
            cells = [
                _cell(zone, number, at.get((zone.pk, number)), (x, y + TITLE), scale, fits, city)
                for number in range(1, zone.places + 1)
            ]
            blocks.append(Block(zone, x, y, cells))
        y += TITLE + max(zone.rows for zone in row) * (scale.height + scale.gap) + BETWEEN_ZONES
    across = min(abreast, len(zones) or 1)
    return Plan(
        width=2 * EDGE + across * (width + BETWEEN_ZONES) - BETWEEN_ZONES,
        height=y - BETWEEN_ZONES - scale.gap + EDGE,
        scale=scale,
        blocks=blocks,
    )


def _cell(
    zone: Zone,
    number: int,
    line: BoothLine | None,
    corner: tuple[int, int],
    scale: Scale,
    fits: Collection[UUID],
    city: str,
) -> Cell:
    row, column = divmod(number - 1, zone.places_per_row)
    y = corner[1] + row * (scale.height + scale.gap)
    name = _in_lines(line.booth.employer.in_language("name"), scale, city) if line else []
    return Cell(
        x=corner[0] + column * (scale.width + scale.gap),
        y=y,
        width=scale.width,
        height=scale.height,
        number=f"{zone.code}{number:02d}",
        line=line,
        fits=line is not None and line.booth.pk in fits,
        name=[(y + NAME_TOP + at * NAME_HEIGHT, text) for at, text in enumerate(name)],
    )


def _of_zone(
    lines: Iterable[BoothLine], zone: Zone | None, fits: Collection[UUID]
) -> list[BoothLine]:
    return [line for line in lines if line.booth.pk in fits and zone in (None, line.booth.zone)]


def _in_lines(name: str, scale: Scale, city: str) -> list[str]:
    """A name as a sign has it: without city and legal form, in a few short lines, cut with …."""
    city = city.removesuffix("市")
    if city and name.startswith(city):
        name = name.removeprefix(city).removeprefix("市")
    for form in LEGAL_FORMS:
        name = name.removesuffix(form)
    length = scale.name_length if not name.isascii() else 2 * scale.name_length
    room = length * scale.name_lines
    shown = name if len(name) <= room else name[: room - 1] + "…"
    return [shown[at : at + length] for at in range(0, len(shown), length)]


def _batched(zones: Sequence[Zone], number: int) -> Iterator[Sequence[Zone]]:
    for start in range(0, len(zones), number):
        yield zones[start : start + number]
