"""The hall: as a list, step by step, and as a map. Three views of the same booths."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.booths.selectors import shown
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_see_fair
from jobfair.web import hall_page
from jobfair.web.access import opens
from jobfair.web.attending import count_visit
from jobfair.web.booth_words import next_change
from jobfair.web.cache import Piece, Shown, page, piece, rendered
from jobfair.web.fair_words import notice_of
from jobfair.web.hall_map import map_context
from jobfair.web.hall_query import POSITIONS, HallQuery
from jobfair.web.hall_steps import next_step
from jobfair.web.live import live_of, with_number
from jobfair.web.shortlist_buttons import with_kept
from jobfair.web.views.public import rows


@opens("fair", rows.light_fairs, may_see_fair)
@require_safe
def show(request: HttpRequest, fair: Fair) -> HttpResponse:
    """Booths by zone or positions in pages, with search and filters."""
    count_visit(request, fair)
    query = HallQuery.parse(request.GET)
    version = (fair.pk, fair.content_version)
    return page(request, "public/hall.html", version, partial(_hall_page, request, fair, query))


@opens("fair", rows.fairs, may_see_fair)
@require_safe
def steps(request: HttpRequest, fair: Fair) -> HttpResponse:
    """One question at a time, each answer a link, then the hall with what was answered."""
    count_visit(request, fair)
    step = next_step(fair, request.GET)
    return render(request, "public/hall_steps.html", {"fair": fair, "step": step})


@opens("fair", rows.light_fairs, may_see_fair)
@require_safe
def floor(request: HttpRequest, fair: Fair) -> HttpResponse:
    """The floor plan: the whole hall, or one zone of it."""
    count_visit(request, fair)
    query = HallQuery.parse(request.GET)
    version = (fair.pk, fair.content_version)
    return page(request, "public/map.html", version, partial(_floor_page, request, fair, query))


def _hall_page(request: HttpRequest, fair: Fair, query: HallQuery) -> Shown:
    fair, number = with_number(rows.fairs(), fair.pk)
    version = (fair.pk, fair.content_version, query)
    content = piece(request, "hall", version, partial(_hall, request, fair, query))
    context = {
        "fair": fair,
        "notice": notice_of(fair),
        "page": content.facts["page"],
        "content": with_kept(content, request),
    } | _listening(fair, number, content.facts["listens_to"])
    return Shown(context, content.until)


def _floor_page(request: HttpRequest, fair: Fair, query: HallQuery) -> Shown:
    fair, number = with_number(rows.fairs(), fair.pk)
    version = (fair.pk, fair.content_version, query)
    content = piece(request, "map", version, partial(_floor, request, fair, query))
    context = {"fair": fair, "notice": notice_of(fair), "content": content.html, "query": query}
    asked = urlencode([("map", "1"), ("zone", query.zone), *query.pairs])
    return Shown(context | _listening(fair, number, f"?{asked}"), content.until)


def _listening(fair: Fair, number: int, asked: str) -> dict[str, Any]:
    announcements = list(fair.announcements.standing())
    live = live_of(fair, number, announcements, asked)
    return {"announcements": announcements, "live": live}


def _hall(request: HttpRequest, fair: Fair, query: HallQuery) -> Piece:
    now = timezone.now()
    context = {"fair": fair} | hall_page.filters_context(fair, query)
    if query.view == POSITIONS:
        context |= hall_page.positions_context(fair, query)
        return rendered(
            request,
            "public/parts/hall.html",
            context,
            page=context["page"],
            listens_to="",
            titles=hall_page.titles(context["positions"]),
        )
    booths = shown.hall_of(fair)
    context |= hall_page.booths_context(fair, query, booths, now)
    zone = urlencode({"zone": context["current"].code}) if "current" in context else "booths=all"
    return rendered(
        request,
        "public/parts/hall.html",
        context,
        next_change(fair, booths, now),
        page=context.get("page"),
        listens_to=f"?{zone}",
        titles={},
    )


def _floor(request: HttpRequest, fair: Fair, query: HallQuery) -> Piece:
    now = timezone.now()
    booths = shown.hall_of(fair)
    context = {"fair": fair} | map_context(fair, query, booths, now)
    return rendered(request, "public/parts/map.html", context, next_change(fair, booths, now))
