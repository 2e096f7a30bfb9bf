"""One search over every fair that is open or still to come."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair.booths.search import Wishes
from jobfair.booths.selectors import shown
from jobfair.fairs.models import Fair
from jobfair.fairs.selectors import coming, named
from jobfair.web import shortlist
from jobfair.web.access import public
from jobfair.web.hall_page import POSITIONS_ON_A_PAGE, position_lines

LONGEST = 100
MOST_FAIRS = 5
#: What other sites call the ways of reading that every page here has.
WAYS_OF_READING = ("长辈", "关怀", "无障碍", "适老", "大字", "老年", "accessib", "elder")


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "")[:LONGEST].split())
    fairs = {fair.pk: fair for fair in coming()}
    found = shown.search_positions(fairs, Wishes(text=text)).ids if text else []
    page: Page[UUID] = Paginator(found, POSITIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "text": text,
        "fairs": _fairs_named(text) if text and page.number == 1 else [],
        "page": page,
        "lines": position_lines(shown.cards(list(page)), shortlist.kept_by(request)),
        "total": len(found),
        "asks_for_settings": any(word in text.lower() for word in WAYS_OF_READING),
    }
    return render(request, "public/search.html", context)


def _fairs_named(text: str) -> list[Fair]:
    return list(named(text)[:MOST_FAIRS])
