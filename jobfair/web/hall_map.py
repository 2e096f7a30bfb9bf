"""The floor plan as numbers: where each place is drawn. The template writes the SVG.

Lengths are in units of which sixteen are one em, so that the plan grows with the
letters. A zone is rows of equal places; the whole hall is its zones, side by side and
one below another, with the entrance and the service desk beside theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.booths.models import Booth
from jobfair.booths.selectors import shown
from jobfair.booths.signs import sign_of
from jobfair.fairs.floor import in_rows
from jobfair.fairs.models import Fair, Side, Zone
from jobfair.web.formatting import inside
from jobfair.web.hall_page import BoothLine, booth_line, in_zones
from jobfair.web.hall_query import BOOTHS, POSITIONS, HallQuery
from jobfair.web.hall_signs import Margins, Sign, length_of, signs_of
from jobfair.web.landmark_words import WayIn, way_in

EDGE = 8
TITLE = 44
BETWEEN_ZONES = 36
NAME_TOP = 48
NAME_HEIGHT = 22
SIGN = 24
INSET = 5
FOOT = 10
WIDE = (640, 880)
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
        words = [
            f"{booth.place} {booth.employer.in_language('name')}",
            inside(self.line.words.text),
        ]
        return _("，").join(words if self.fits else [*words, _("不符合您的条件")])


@dataclass(frozen=True)
class Block:
    """One zone of the plan, with its title above its places."""

    zone: Zone
    x: int
    y: int
    cells: list[Cell]
    signs: list[Sign]


@dataclass(frozen=True)
class Plan:
    width: int
    height: int
    scale: Scale
    blocks: list[Block]

    @property
    def is_wide(self) -> bool:
        """Whether a quarter larger it fills a wide page, and not more."""
        return WIDE[0] <= self.width <= WIDE[1]

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
    way = way_in(fair, zones)
    drawn = replace(way, zones=[zone for zone in zones if current in (None, zone)])
    return {
        "current": current,
        "plan": plan_of(lines, ZONE if current else HALL, fits, drawn, fair.organiser.city),
        "order": in_zones(_of_zone(lines, current, fits), query, way),
        "way": way,
        "query": query,
        "zone_urls": [(zone, query.address(zone=zone.code)) for zone in zones],
        "whole_url": query.address(),
        "booths_address": query.address(view=BOOTHS),
        "positions_address": query.address(view=POSITIONS),
    }


def plan_of(
    lines: Iterable[BoothLine], scale: Scale, fits: Collection[UUID], way: WayIn, city: str = ""
) -> Plan:
    """Every place of the zones of `way`, zones side by side as far as there is room."""
    at = {(line.booth.zone_id, line.booth.number): line for line in lines}
    rows, blocks, y = in_rows(way.zones), [], EDGE
    columns = _columns(rows, way, scale)
    for row in rows:
        room = Margins.largest(Margins.of(way.beside(zone)) for zone in row)
        top = y + room.front
        for zone, (x, _right) in zip(row, columns, strict=False):
            corner = (x, top + TITLE)
            cells = [
                _cell(zone, number, at.get((zone.pk, number)), corner, scale, fits, city)
                for number in range(1, zone.places + 1)
            ]
            signs = signs_of(way.beside(zone), corner, _size(zone, scale), TITLE)
            blocks.append(Block(zone, x, top, cells, signs))
        tallest = max(_taken(zone, way, scale)[1] for zone in row)
        y = top + TITLE + tallest + room.back + BETWEEN_ZONES
    return Plan(
        width=max((right for _left, right in columns), default=EDGE) + EDGE,
        height=max(y - BETWEEN_ZONES, 0) + EDGE,
        scale=scale,
        blocks=blocks,
    )


def _columns(rows: list[Sequence[Zone]], way: WayIn, scale: Scale) -> list[tuple[int, int]]:
    """Where the places of each column of zones begin, and where what stands beside them ends."""
    columns: list[tuple[int, int]] = []
    x = EDGE
    for column in zip_longest(*rows):
        zones = [zone for zone in column if zone]
        room = Margins.largest(Margins.of(way.beside(zone)) for zone in zones)
        left = x + room.left
        right = left + max(_taken(zone, way, scale)[0] for zone in zones) + room.right
        columns.append((left, right))
        x = right + BETWEEN_ZONES
    return columns


def _taken(zone: Zone, way: WayIn, scale: Scale) -> tuple[int, int]:
    """Width and height of a zone's places, or of the signs along them where those are longer."""
    width, height = _size(zone, scale)
    beside = way.beside(zone)
    return (
        max(width, length_of(beside, (Side.FRONT, Side.BACK))),
        max(height, length_of(beside, (Side.LEFT, Side.RIGHT))),
    )


def _size(zone: Zone, scale: Scale) -> tuple[int, int]:
    """Width and height of a zone's places."""
    width = zone.places_per_row * (scale.width + scale.gap) - scale.gap
    return width, zone.rows * (scale.height + scale.gap) - scale.gap


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
        number=sign_of(zone.code, number),
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
    length = scale.name_length if not name.isascii() else int(1.6 * scale.name_length)
    room = length * scale.name_lines
    shown = name if len(name) <= room else name[: room - 1] + "…"
    return [shown[at : at + length] for at in range(0, len(shown), length)]
