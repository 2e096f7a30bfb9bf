"""One booth: whose it is, whether anybody is there, what it offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_see_booth
from jobfair.booths.selectors import shown
from jobfair.common.images import SIZES
from jobfair.common.models import Picture
from jobfair.web.access import opens
from jobfair.web.attending import count_visit
from jobfair.web.booth_words import booth_words, next_change
from jobfair.web.cache import Piece, Shown, page, piece, rendered
from jobfair.web.fair_words import notice_of
from jobfair.web.hall_page import booth_url, position_lines, titles
from jobfair.web.hall_query import HallQuery
from jobfair.web.live import live_of, number_of
from jobfair.web.position_words import common_provisions
from jobfair.web.shortlist_buttons import with_kept
from jobfair.web.views.public import rows


@dataclass(frozen=True)
class Print:
    """A picture with the size it takes, so that nothing moves when it arrives."""

    picture: Picture
    width: int
    height: int

    @classmethod
    def of(cls, picture: Picture) -> Print:
        scale = min(1.0, SIZES["medium"] / max(picture.width, picture.height))
        return cls(picture, round(picture.width * scale), round(picture.height * scale))


@opens("booth", rows.light_booths, may_see_booth)
@require_safe
def show(request: HttpRequest, booth: Booth) -> HttpResponse:
    count_visit(request, booth.fair)
    version = (booth.pk, booth.fair.content_version)
    return page(request, "public/booth.html", version, partial(_page, request, booth))


def _page(request: HttpRequest, booth: Booth) -> Shown:
    number = number_of(booth.fair_id)
    booth = rows.booths().get(pk=booth.pk)
    query = HallQuery.parse(request.GET)
    version = (booth.pk, booth.fair.content_version)
    content = piece(request, "booth", version, partial(_content, request, booth))
    before, after = content.facts["beside"]
    announcements = list(booth.fair.announcements.standing())
    context = {
        "booth": booth,
        "fair": booth.fair,
        "query": query,
        "notice": notice_of(booth.fair),
        "is_preview": not may_see_booth(AnonymousUser(), booth),
        "before": before and (before, booth_url(before, query)),
        "after": after and (after, booth_url(after, query)),
        "content": with_kept(content, request),
        "announcements": announcements,
        "live": live_of(booth.fair, number, announcements, f"?booth={booth.key}"),
    }
    return Shown(context, content.until)


def _content(request: HttpRequest, booth: Booth) -> Piece:
    now = timezone.now()
    ids = list(booth.positions.approved().values_list("pk", flat=True))
    lines = position_lines(shown.cards(ids))
    context = {
        "booth": booth,
        "employer": booth.employer,
        "fair": booth.fair,
        "words": booth_words(booth, now),
        "pictures": [Print.of(m.picture) for m in booth.materials.select_related("picture")],
        "positions": lines,
        "openings": sum(line.position.headcount for line in lines),
        "provisions": common_provisions(line.position for line in lines),
    }
    return rendered(
        request,
        "public/parts/booth.html",
        context,
        next_change(booth.fair, [booth], now),
        titles=titles(lines),
        beside=shown.neighbours(booth),
    )
