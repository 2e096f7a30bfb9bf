"""One search over every fair that is open or still to come."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.booths.search import Wishes
from jobfair.booths.selectors import shown
from jobfair.fairs.models import Fair
from jobfair.fairs.selectors import coming
from jobfair.web import shortlist
from jobfair.web.access import public
from jobfair.web.cache import Shown, page
from jobfair.web.hall_page import POSITIONS_ON_A_PAGE, position_lines
from jobfair.web.views.public import rows
from jobfair.web.views.public.fair_cards import until, version_of

LONGEST = 100
#: Fairs named where nothing was asked or found.
FEW = 4
#: What other sites call the ways of reading that every page here has.
WAYS_OF_READING = ("长辈", "关怀", "无障碍", "适老", "大字", "老年", "accessib", "elder")


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    version = version_of(rows.light_coming())
    return page(request, "public/search.html", version, partial(_page, request))


def _page(request: HttpRequest) -> Shown:
    fairs = list(coming())
    text = " ".join(request.GET.get("q", "")[:LONGEST].split())
    wishes = Wishes(text=text)
    found = shown.search_positions([fair.pk for fair in fairs], wishes).ids if text else []
    paged: Page[UUID] = Paginator(found, POSITIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    named = _named(text, fairs) if paged.number == 1 else []
    context = {
        "text": text,
        "fairs": named,
        "coming": None if found or named else fairs[:FEW],
        "page": paged,
        "lines": position_lines(shown.cards(list(paged)), shortlist.kept_by(request)),
        "total": len(found),
        "asks_for_settings": any(word in text.lower() for word in WAYS_OF_READING),
    }
    return Shown(context, until(fairs, timezone.now()))


def _named(text: str, fairs: list[Fair]) -> list[Fair]:
    """The fairs in whose names every word of the text stands."""
    words = text.lower().split()
    return [
        fair
        for fair in fairs
        if words and all(w in f"{fair.name} {fair.name_en}".lower() for w in words)
    ]
