"""A hall as the page shows it: booths in zones, or positions in pages, with their filters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.booths.models import Booth, Position
from jobfair.booths.selectors import shown
from jobfair.booths.selectors.shown import Counted, Tally
from jobfair.booths.vocabulary import DEMANDS, Provision
from jobfair.common.models import is_english
from jobfair.fairs.models import Fair, Zone
from jobfair.web.booth_words import BoothWords, booth_words
from jobfair.web.fair_words import employers_words, openings_words, positions_words
from jobfair.web.field_words import label_of, words_of
from jobfair.web.hall_query import BOOTHS, POSITIONS, HallQuery, chips
from jobfair.web.landmark_words import WayIn, all_where, way_in
from jobfair.web.position_words import pay_words, people_wanted, telling_words
from jobfair.web.shortlist_buttons import button

MOST_ON_A_PAGE = 40
POSITIONS_ON_A_PAGE = 20
INTRO = 120
FIRST_SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$))")
PAY_STEPS = (2000, 2500, 3000, 3500, 4000, 5000, 6000)


@dataclass(frozen=True)
class BoothLine:
    """One booth of the list or the map."""

    booth: Booth
    words: BoothWords
    tally: Tally
    url: str

    @property
    def hours(self) -> str:
        """The promised hours, while nobody is there to be asked."""
        return "" if self.words.is_lit else self.words.hours

    @property
    def lang(self) -> str:
        """The language of the name where it is not the page's."""
        return "zh-Hans-CN" if is_english() and not self.booth.employer.name_en else ""

    @property
    def intro(self) -> str:
        """The first sentence of the booth, or of its employer; a very long one is cut."""
        employer = self.booth.employer
        said = self.booth.in_language("intro") or employer.in_language("intro")
        line = " ".join(said.split())
        first = FIRST_SENTENCE.match(line)
        return Truncator(first[0] if first else line).chars(INTRO)

    @property
    def counts(self) -> str:
        return _("，").join(
            [positions_words(self.tally.positions), openings_words(self.tally.openings)]
        )


@dataclass(frozen=True)
class ZoneGroup:
    """The booths of a zone; without a zone those that have no place."""

    zone: Zone | None
    lines: list[BoothLine]
    url: str = ""
    beside: Sequence[str] = ()

    @property
    def code(self) -> str:
        """How an address names it."""
        return self.zone.code if self.zone else "-"

    @property
    def anchor(self) -> str:
        return f"zone-{self.zone.code if self.zone else 'none'}"

    @property
    def count(self) -> str:
        number = len(self.lines)
        return ngettext("%(n)s 个展位", "%(n)s 个展位", number) % {"n": number}


@dataclass(frozen=True)
class PositionLine:
    position: Position
    url: str
    people: str
    pay: str
    tags: list[str]
    button: SafeString


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Promise
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    name: str
    label: str | Promise
    options: list[Option]


def booth_lines(
    booths: Iterable[Booth], tally: dict[UUID, Tally], query: HallQuery, now: datetime
) -> list[BoothLine]:
    """The booths that fit, in walking order. Without a wish, also those without positions."""
    return [
        booth_line(booth, tally, query, now)
        for booth in booths
        if booth.pk in tally or not query.wishes
    ]


def booth_line(
    booth: Booth, tally: dict[UUID, Tally], query: HallQuery, now: datetime
) -> BoothLine:
    words, counted = booth_words(booth, now), tally.get(booth.pk, Tally())
    return BoothLine(booth, words, counted, booth_url(booth, query))


def booth_url(booth: Booth, query: HallQuery) -> str:
    return reverse("web:booth", args=[booth.pk]) + (f"?{query.kept}" if query.kept else "")


def in_zones(lines: Iterable[BoothLine], query: HallQuery, way: WayIn) -> list[ZoneGroup]:
    """Lines by zone, each zone with what stands beside it."""
    groups: dict[UUID | None, ZoneGroup] = {}
    for line in lines:
        zone = line.booth.zone
        url = query.address(zone=zone.code if zone else "-")
        if line.booth.zone_id not in groups:
            groups[line.booth.zone_id] = ZoneGroup(zone, [], url, all_where(way.beside(zone)))
        groups[line.booth.zone_id].lines.append(line)
    return list(groups.values())


def _zones_of(booths: Iterable[Booth]) -> list[Zone]:
    return list(dict.fromkeys(booth.zone for booth in booths if booth.zone))


def booths_context(
    fair: Fair, query: HallQuery, booths: list[Booth], now: datetime
) -> dict[str, Any]:
    """The booths of the list: all zones when they fit on a page, else one zone at a time."""
    tally = shown.tallies(fair, query.wishes)
    lines = booth_lines(booths, tally, query, now)
    # What was searched for is no walk through the hall.
    way = WayIn() if query.wishes else way_in(fair, _zones_of(booths))
    zones = in_zones(lines, query, way)
    positions = sum(each.positions for each in tally.values())
    openings = sum(each.openings for each in tally.values())
    context = {
        "zones": zones,
        "shown": zones,
        "way": way,
        "nothing": not lines,
        "summary": _summary(query, len(lines), positions, openings),
    }
    return context | (_one_zone(zones, query) if len(lines) > MOST_ON_A_PAGE else {})


def _one_zone(zones: list[ZoneGroup], query: HallQuery) -> dict[str, Any]:
    current = next((each for each in zones if each.code == query.zone), zones[0])
    page = pages(len(current.lines), MOST_ON_A_PAGE, query.page)
    shown = replace(current, lines=[current.lines[at] for at in page.object_list])
    return {"by_zone": True, "current": current, "shown": [shown], "page": page}


def positions_context(fair: Fair, query: HallQuery) -> dict[str, Any]:
    """One page of the positions that fit."""
    found = shown.search_positions([fair.pk], query.wishes)
    page = pages(len(found.ids), POSITIONS_ON_A_PAGE, query.page)
    return {
        "positions": position_lines(shown.cards([found.ids[at] for at in page.object_list])),
        "page": page,
        "nothing": not found.ids,
        "summary": _summary(query, found.booths, len(found.ids), found.openings),
    }


def pages(number: int, on_a_page: int, asked: int) -> Page[int]:
    """A page of places in a list: small enough to be kept with a piece."""
    return Paginator(range(number), on_a_page).get_page(asked)


def position_lines(
    positions: Iterable[Position], kept: Collection[UUID] = ()
) -> list[PositionLine]:
    """Positions as cards. Inside a cached piece none is kept: `shortlist.with_kept` turns them."""
    return [
        PositionLine(
            position=position,
            url=reverse("web:position", args=[position.pk]),
            people=people_wanted(position),
            pay=pay_words(position),
            tags=telling_words(position),
            button=button(position.pk, position.in_language("title"), kept=position.pk in kept),
        )
        for position in positions
    ]


def titles(lines: Iterable[PositionLine]) -> dict[UUID, str]:
    return {line.position.pk: line.position.in_language("title") for line in lines}


def filters_context(fair: Fair, query: HallQuery) -> dict[str, Any]:
    """The filter form: what can be chosen at this fair, what is chosen now."""
    wishes = query.wishes
    job_types, districts = shown.choices_at(fair)
    return {
        "job_types": _counted(job_types, wishes.job_type),
        "districts": _counted(districts, wishes.district),
        "pay_steps": [Option(str(step), str(step), wishes.pay_min == step) for step in PAY_STEPS],
        "workplace": _group("workplace", wishes.workplace),
        "demands": [_group(name, getattr(wishes, name)) for name in DEMANDS if name != "workplace"],
        "provisions": [
            Option(word.value, word.label, word.value in wishes.provisions) for word in Provision
        ],
        "chips": chips(query),
        "picked": sum(name != "q" for name, _value in query.pairs),
        "is_positions": query.view == POSITIONS,
        "query": query,
        "booths_address": query.address(view=BOOTHS),
        "positions_address": query.address(view=POSITIONS),
    }


def _summary(query: HallQuery, booths: int, positions: int, openings: int) -> str:
    if query.wishes and not (booths or positions):
        return _("没有找到。")
    words = _("，").join(
        [employers_words(booths), positions_words(positions), openings_words(openings)]
    )
    return (_("找到 %(what)s。") if query.wishes else _("%(what)s。")) % {"what": words}


def _counted(rows: list[Counted], chosen: str) -> list[Option]:
    return [Option(row.word, row.said, row.word == chosen, row.positions) for row in rows]


def _group(name: str, chosen: tuple[str, ...]) -> Group:
    label = label_of(Position, name)
    return Group(
        name,
        label,
        [Option(v, words, v in chosen) for v, words in words_of(Position, name).items()],
    )
