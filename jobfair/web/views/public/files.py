"""Files that stand beside the pages: public pictures, and what robots and browsers ask for."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from jobfair.web.access import public

#: The names `common.images` gives: a random identifier, a size. Nothing else is served.
PICTURE = re.compile(r"[0-9a-z]{26}-(?:small|medium|large)\.webp")
FOREVER = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"
ROBOTS = """User-agent: *
Disallow: /shortlist/
Disallow: /preferences/
Disallow: /accounts/
Disallow: /search/
Disallow: /fairs/*/steps/
"""


@public
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A public picture; a changed one has another name, so this one may be kept for ever."""
    if not PICTURE.fullmatch(name):
        raise Http404
    try:
        with default_storage.open(f"pictures/{name}") as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = FOREVER
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = DAY
    return response


@public
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where older browsers ask without reading the page."""
    response = HttpResponseRedirect(static("images/icon.svg"))
    response["Cache-Control"] = DAY
    return response
