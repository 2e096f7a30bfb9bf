"""Problem pages that Django would write without knowing how the person wants to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from jobfair.web.context import looks_of
from jobfair.web.kept_forms import came_from_here, keep, page_that_shows


def session_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: mostly from a page that stood open for a long time."""
    page = page_that_shows(request) if came_from_here(request) else ""
    is_kept = bool(page) and keep(request, is_stale=True)
    return render(request, "403_csrf.html", {"is_kept": is_kept, "page": page}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: no context processor runs, because one of them may be what broke."""
    return HttpResponse(render_to_string("500.html", looks_of(request)), status=500)
