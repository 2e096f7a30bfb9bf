"""The front door: what is open now, what comes next, and where to begin."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.fairs import selectors
from jobfair.fairs.models import Fair
from jobfair.web.access import public
from jobfair.web.cache import Piece, Shown, page, piece, rendered
from jobfair.web.live import live_of_all, numbers_of
from jobfair.web.views.public import rows
from jobfair.web.views.public.fair_cards import fair_cards, until, version_of

SHOWN = 6


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    version = version_of(rows.light_coming()[:SHOWN])
    return page(request, "public/home.html", version, partial(_page, request))


def _page(request: HttpRequest) -> Shown:
    numbers = numbers_of(rows.light_coming()[:SHOWN])
    fairs = list(selectors.coming()[:SHOWN])
    content = piece(request, "home", version_of(fairs), partial(_content, request, fairs))
    live = live_of_all(fairs, numbers)
    return Shown({"content": content.html, "live": live}, content.until)


def _content(request: HttpRequest, fairs: list[Fair]) -> Piece:
    now = timezone.now()
    cards = fair_cards(fairs, now)
    context = {
        "open": [card for card in cards if card.fair.is_open],
        "next": [card for card in cards if not card.fair.is_open],
    }
    return rendered(request, "public/parts/home.html", context, until(fairs, now))
