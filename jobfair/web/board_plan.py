"""The hall by who waits where, each zone one picture, written here and not by a template.

A template takes longer for three hundred places than for everything else on the board. A
place is written relative to the one before it in its row, so that equal places are equal
text and the page stays small. Lengths are in units of which sixteen are one em.
"""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from jobfair.booths.presence import Presence
from jobfair.common.ids import encode
from jobfair.insights.board import Board, BoothNow, ZoneNow
from jobfair.web.templatetags.jobfair import said

PLACE_WIDTH, PLACE_HEIGHT, GAP = 76, 56, 6
MIDDLE = PLACE_WIDTH // 2
#: How many people wait: the steps of the plan's patterns.
MANY = 3
PATTERNED = ("some", "many", "away")

BOX = f'width="{PLACE_WIDTH}" height="{PLACE_HEIGHT}" rx="4"/>'
ANY = UUID(int=0)


def zones_of(board: Board) -> list[tuple[ZoneNow, list[BoothNow]]]:
    """Every zone with its booths in walking order."""
    by_zone: dict[ZoneNow, list[BoothNow]] = {}
    for one in board.booths:
        if one.zone is not None:
            by_zone.setdefault(one.zone, []).append(one)
    return list(by_zone.items())


def picture_of(zone: ZoneNow, booths: list[BoothNow]) -> SafeString:
    """The zone's booths where they stand, each with its load."""
    address = reverse("web:booth", args=[ANY])  # once: it is slow to ask for each
    rows = [list(row) for _number, row in groupby(booths, lambda one: _standing(zone, one)[0])]
    abreast = min(zone.places_per_row, max(one.number or 1 for one in booths))
    width = abreast * (PLACE_WIDTH + GAP) + GAP
    height = (_standing(zone, booths[-1])[0] + 1) * (PLACE_HEIGHT + GAP) + GAP
    drawn = "".join(_row(zone, row, address) for row in rows)
    return SafeString(
        f'<svg viewBox="0 0 {width} {height}" width="{width / 16:g}em" height="{height / 16:g}em"'
        f' role="group" aria-label="{escape(zone.code)} {escape(said(zone, "name"))}">{drawn}</svg>'
    )


def _row(zone: ZoneNow, booths: list[BoothNow], address: str) -> str:
    drawn, before = "", -1
    for one in booths:
        row, column = _standing(zone, one)
        drawn += f'<g transform="translate({(column - before) * (PLACE_WIDTH + GAP)})">'
        drawn += _place(one, address)
        before = column
    start = f"translate({GAP - PLACE_WIDTH - GAP} {GAP + row * (PLACE_HEIGHT + GAP)})"
    return f'<g transform="{start}">{drawn}{"</g>" * len(booths)}</g>'


def _standing(zone: ZoneNow, one: BoothNow) -> tuple[int, int]:
    """In which row, and the how manieth there, both from nought."""
    return divmod((one.number or 1) - 1, zone.places_per_row)


def _place(one: BoothNow, address: str) -> str:
    load, words = load_of(one)
    place, employer = escape(one.place), escape(said(one, "name"))
    pattern = f'<rect class="spot__pattern" fill="url(#load-{load})" {BOX}'
    waiting = f'<text class="spot__waiting" x="{MIDDLE}" y="46">{one.waiting}</text>'
    return (
        f'<a href="{address.replace(encode(ANY), one.key)}"'
        f' aria-label="{place} {employer}，{escape(words)}"><rect class="spot spot--{load}" {BOX}'
        f"{pattern if load in PATTERNED else ''}"
        f'<text class="spot__name" x="{MIDDLE}" y="{24 if one.waiting else 34}">{place}</text>'
        f"{waiting if one.waiting else ''}</a>"
    )


def load_of(one: BoothNow) -> tuple[str, str]:
    """The pattern a booth is drawn with, and the same in words."""
    waiting = ngettext("%(n)d 人在等", "%(n)d 人在等", one.waiting) % {"n": one.waiting}
    if one.waiting >= MANY:
        return "many", waiting
    if one.waiting:
        return "some", waiting
    if one.state == Presence.OPEN:
        return "free", gettext("没有人等")
    if one.state == Presence.AWAY:
        return "away", gettext("暂时离开")
    return "closed", str(one.state.label)
