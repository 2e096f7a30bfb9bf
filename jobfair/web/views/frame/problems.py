"""Problem pages that Django would write without knowing how the person wants to read."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jobfair.common.away import RETRY_AFTER, is_away
from jobfair.fairs.selectors import coming
from jobfair.web.context import looks_of
from jobfair.web.kept_forms import came_from_here, is_secret, keep, page_that_shows
from jobfair.web.live import is_fetched

#: Fairs named on a page that is not there.
FEW = 2


def session_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: mostly from a page that stood open for a long time."""
    page = page_that_shows(request) if came_from_here(request) else ""
    is_kept = bool(page) and keep(request, is_stale=True)
    return render(request, "403_csrf.html", {"is_kept": is_kept, "page": page}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever has come to nowhere is shown the ways on: a search, and the fairs there are."""
    return render(request, "404.html", {"coming": coming()[:FEW]}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: no context processor runs, because one of them may be what broke."""
    if is_away(sys.exc_info()[1]):
        return database_away(request)
    return HttpResponse(render_to_string("500.html", looks_of(request)), status=500)


def database_away(request: HttpRequest) -> HttpResponse:
    """Others hold the database, or it restarts: nothing was stored, and the same may be sent again."""
    if request.method == "POST" and is_fetched(request):
        answer: HttpResponse = JsonResponse({"error": refusal()}, status=503)
    else:
        context = looks_of(request) | {"fields": sent_again(request), "has_files": request.FILES}
        answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def refusal() -> dict[str, Any]:
    sentence = _("现在来的人很多，没有办成。您写的内容还在，请再试一次。")
    return {"code": "unavailable", "message": sentence, "retry_after": RETRY_AFTER}


def sent_again(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again from the page itself; nothing where a secret was in it."""
    if request.method != "POST" or any(is_secret(name) for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]
