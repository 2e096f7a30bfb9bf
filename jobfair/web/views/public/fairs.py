"""Fairs: the list of them, and one by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.attendance.room import out_of_time
from jobfair.booths.selectors.shown import figures_of
from jobfair.fairs import selectors
from jobfair.fairs.models import Fair, Mode
from jobfair.fairs.permissions import may_see_fair
from jobfair.web import fair_words
from jobfair.web.access import opens, public
from jobfair.web.cache import Piece, Shown, page, piece, rendered
from jobfair.web.landmark_words import way_in
from jobfair.web.live import live_of, number_of
from jobfair.web.registration_words import next_turn, registration_words, room_of
from jobfair.web.views.public import rows
from jobfair.web.views.public.calendar import calendar_of
from jobfair.web.views.public.fair_cards import fair_cards, until, version_of

PAST_ON_A_PAGE = 10
PAST = "past"


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Fairs to come, or those that are over by year; of one mode when asked."""
    when, mode = request.GET.get("when", ""), request.GET.get("mode", "")
    years = selectors.years_past(mode) if when == PAST else []
    asked = request.GET.get("year", "")
    year = next((row.number for row in years if str(row.number) == asked), None)
    found = selectors.past(mode, year) if when == PAST else selectors.coming(mode)
    found_page: Page[Fair] = Paginator(found, PAST_ON_A_PAGE).get_page(request.GET.get("page"))
    fairs = list(found_page.object_list)
    content = piece(request, "fairs", version_of(fairs), partial(_cards, request, fairs))
    context = {
        "when": when,
        "mode": mode if mode in Mode.values else "",
        "modes": Mode.choices,
        "years": years,
        "year": year,
        "page": found_page,
        "content": content.html,
    }
    return render(request, "public/fairs.html", context)


@opens("fair", rows.light_fairs, may_see_fair)
@require_safe
def show(request: HttpRequest, fair: Fair) -> HttpResponse:
    """When, where, how to come, what help there is, what there is to find."""
    left = room_of(fair)
    version = (fair.pk, fair.content_version, left)
    return page(request, "public/fair.html", version, partial(_page, request, fair, left))


@opens("fair", rows.fairs, may_see_fair)
@require_safe
def calendar(request: HttpRequest, fair: Fair) -> HttpResponse:
    """The sessions as a file for a telephone's or a computer's calendar."""
    address = request.build_absolute_uri(f"/fairs/{fair.key}/")
    response = HttpResponse(calendar_of(fair, address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jobfair-{fair.key}.ics"'
    return response


def _page(request: HttpRequest, fair: Fair, left: int | None) -> Shown:
    number = number_of(fair.pk)
    fair = rows.fairs().get(pk=fair.pk)
    version = (fair.pk, fair.content_version, left)
    content = piece(request, "fair", version, partial(_content, request, fair, left))
    live = live_of(fair, number, content.facts["announcements"])
    return Shown({"fair": fair, "content": content.html, "live": live}, content.until)


def _cards(request: HttpRequest, fairs: list[Fair]) -> Piece:
    now = timezone.now()
    context = {"cards": fair_cards(fairs, now)}
    return rendered(request, "public/parts/fair_cards.html", context, until(fairs, now))


def _content(request: HttpRequest, fair: Fair, left: int | None) -> Piece:
    now = timezone.now()
    midnight = fair_words.midnight(fair, now)
    figures = figures_of(fair)
    context: dict[str, Any] = {
        "fair": fair,
        "zone": fair.zone_info,
        "sessions": fair.sessions.all(),
        "announcements": list(fair.announcements.standing()),
        "notice": fair_words.notice_of(fair),
        "opens": fair_words.opens_words(fair, now),
        "registration": registration_words(fair, left, now),
        "can_register": out_of_time(fair, now) is None,
        "figures": fair_words.figures_sentence(fair, figures),
        "definitions": fair_words.definitions_of(fair),
        "co_organisers": fair.co_organisers.all(),
    }
    if fair.venue and fair.is_onsite:
        context["facts"] = fair_words.venue_facts(fair.venue)
        context["way"] = way_in(fair, list(fair.zones.all()))
        context["ask"] = fair_words.has_unknown_facts(fair.venue)
    return rendered(
        request,
        "public/parts/fair.html",
        context,
        min(next_turn(fair, now) or midnight, midnight),
        announcements=context["announcements"],
    )
