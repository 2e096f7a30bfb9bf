"""What changes on the pages of a fair while somebody reads them, to be fetched by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.booths.models import Booth
from jobfair.booths.selectors import shown
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_see_fair
from jobfair.web.access import opens
from jobfair.web.booth_words import booth_words, next_change
from jobfair.web.cache import Piece, piece, rendered
from jobfair.web.hall_map import map_context
from jobfair.web.hall_query import HallQuery
from jobfair.web.live import live_of, number_of
from jobfair.web.views.public import rows

ALL = "all"


@opens("fair", rows.light_fairs, may_see_fair)
@require_safe
def show(request: HttpRequest, fair: Fair) -> HttpResponse:
    """The fair's state, its announcements, and the booths asked for in words.

    `?booths=all`, `?zone=A` or `?booth=…` say which; `?map=1` with a hall's query draws places.
    """
    asked = request.GET.urlencode()[:300]
    version = (fair.pk, fair.content_version, asked)
    return HttpResponse(piece(request, "live", version, partial(_make, request, fair)).html)


def _make(request: HttpRequest, fair: Fair) -> Piece:
    number = number_of(fair.pk)
    fair = rows.fairs().get(pk=fair.pk)
    now = timezone.now()
    booths = _asked(request, fair)
    announcements = list(fair.announcements.standing())
    context: dict[str, Any] = {
        "live": live_of(fair, number, announcements),
        "fair": fair,
        "announcements": announcements,
        "lines": [(booth, booth_words(booth, now)) for booth in booths],
    }
    if "map" in request.GET:
        context |= map_context(fair, HallQuery.parse(request.GET), booths, now)
    until = next_change(fair, booths, now)
    return rendered(request, "public/parts/live.html", context, until)


def _asked(request: HttpRequest, fair: Fair) -> list[Booth]:
    given = request.GET
    if not given.keys() & {"booths", "zone", "booth", "map"}:
        return []
    booths = shown.hall_of(fair)
    if "booth" in given:
        return [booth for booth in booths if booth.pk == _decoded(given["booth"])]
    if "map" in given or given.get("booths") == ALL:
        return booths
    zone = given.get("zone")
    return [booth for booth in booths if (booth.zone.code if booth.zone else "-") == zone]


def _decoded(key: str) -> Any:
    try:
        return decode(key)
    except ValueError:
        return None
