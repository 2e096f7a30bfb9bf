"""One position: easy to read first, then everything that is known of it."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jobfair.booths.models import Position
from jobfair.booths.permissions import may_see_position
from jobfair.common.models import is_english
from jobfair.web import position_words
from jobfair.web.access import opens
from jobfair.web.attending import count_visit
from jobfair.web.cache import Piece, Shown, page, piece, rendered
from jobfair.web.fair_words import notice_of
from jobfair.web.intent_panel import with_intent
from jobfair.web.shortlist_buttons import button, with_kept
from jobfair.web.views.public import rows


@opens("position", rows.light_positions, may_see_position)
@require_safe
def show(request: HttpRequest, position: Position) -> HttpResponse:
    count_visit(request, position.booth.fair)
    version = (position.pk, position.booth.fair.content_version)
    return page(request, "public/position.html", version, partial(_page, request, position))


def _page(request: HttpRequest, position: Position) -> Shown:
    position = rows.positions().get(pk=position.pk)
    fair = position.booth.fair
    version = (position.pk, fair.content_version)
    content = piece(request, "position", version, partial(_content, request, position))
    context = {
        "position": position,
        "booth": position.booth,
        "fair": fair,
        "notice": notice_of(fair),
        "is_preview": not may_see_position(AnonymousUser(), position),
        "content": with_intent(with_kept(content, request), request, position),
    }
    return Shown(context, content.until)


def _content(request: HttpRequest, position: Position) -> Piece:
    context = {
        "position": position,
        "booth": position.booth,
        "employer": position.booth.employer,
        "fair": position.booth.fair,
        "easy_lang": _easy_lang(position),
        "people": position_words.people_wanted(position),
        "pay": position_words.pay_words(position),
        "demands": position_words.demands_of(position),
        "unsaid": position_words.unsaid_demands(position),
        "provisions": position.provisions,
        "button": button(position.pk, position.in_language("title"), kept=False),
    }
    titles = {position.pk: position.in_language("title")}
    return rendered(request, "public/parts/position.html", context, titles=titles)


def _easy_lang(position: Position) -> str:
    """The language of the easy-read block where it is not the page's."""
    return "zh-Hans-CN" if is_english() and not position.easy_what_en else ""
