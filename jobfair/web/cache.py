"""What is the same for everybody is rendered once, and again when it is no longer true.

A piece is a part of a page; it is keyed by the content version of what it shows, so a
change makes the old piece unreachable, and it ends at the moment from which the clock
makes it false. Personal things (messages, tokens, the shortlist) never stand in a
piece. For people of whom nothing is known the whole page is kept the same way, with a
hole where the token goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jobfair.web import shortlist
from jobfair.web.context import looks_of
from jobfair.web.navigation import items_for

LONGEST = 60 * 60  # seconds
LONGEST_ADDRESS = 200
TOKEN_HOLE = "@token@"  # noqa: S105
PART_HOLE = "@part@"
PERSONAL_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, "messages", shortlist.COOKIE})


@dataclass(frozen=True)
class Piece:
    """A rendered part of a page, with facts the rest of the page needs; true `until` then."""

    html: SafeString
    until: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """What a page's template is given; true `until` then."""

    context: dict[str, Any]
    until: datetime | None = None


def page(
    request: HttpRequest, template: str, version: Hashable, make: Callable[[], Shown]
) -> HttpResponse:
    """The page of this version as this person sees it, made only when it is not at hand."""
    key = _page_key(request, template, version) if _is_nobody(request) else ""
    html = caches["fragments"].get(key) if key else None
    if html is None:
        shown = make()
        html = render_to_string(template, shown.context | {"token": TOKEN_HOLE}, request)
        if key:
            _keep(key, html, shown.until)
    return HttpResponse(
        html.replace(TOKEN_HOLE, get_token(request)) if TOKEN_HOLE in html else html
    )


def framed(
    request: HttpRequest,
    template: str,
    version: Hashable,
    context: dict[str, Any],
    part: SafeString,
) -> HttpResponse:
    """The part in its page, for somebody signed in; all around it is kept.

    What the frame says to one person and not to the next is the navigation, so that is
    looked up and belongs to the key; with a message to be shown nothing is kept.
    """
    is_kept = not settings.DEMO and not len(get_messages(request))
    key = _page_key(request, template, (version, items_for(request))) if is_kept else ""
    html = caches["fragments"].get(key) if key else None
    if html is None:
        holes = {"part": PART_HOLE, "csrf_token": TOKEN_HOLE}
        html = render_to_string(template, context | holes, request)
        if key:
            _keep(key, html, None)
    return HttpResponse(html.replace(TOKEN_HOLE, get_token(request)).replace(PART_HOLE, part))


def piece(request: HttpRequest, name: str, version: Hashable, make: Callable[[], Piece]) -> Piece:
    """The piece of this name and version in the reader's language and way of reading."""
    looks = request.preferences  # type: ignore[attr-defined]
    key = _key(name, version, get_language(), looks.simple, looks.lean)
    held = caches["fragments"].get(key)
    if held is None:
        held = make()
        _keep(key, held, held.until)
    return held


def rendered(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    until: datetime | None = None,
    **facts: Any,
) -> Piece:
    """Render a piece. The request goes in only as the way the person reads, never as the person."""
    looks = {name: value for name, value in looks_of(request).items() if name != "here"}
    html = SafeString(render_to_string(template, looks | context))
    return Piece(html, until, facts)


def _is_nobody(request: HttpRequest) -> bool:
    """No sign-in, no message, no shortlist, no demo: the page can hold nothing personal."""
    return not settings.DEMO and PERSONAL_COOKIES.isdisjoint(request.COOKIES)


def _page_key(request: HttpRequest, template: str, version: Hashable) -> str:
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return ""
    looks = request.preferences  # type: ignore[attr-defined]
    return _key(template, version, get_language(), looks, address)


def _key(*parts: Hashable) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _keep(key: str, value: object, until: datetime | None) -> None:
    left = (until - timezone.now()).total_seconds() if until else LONGEST
    if left > 0:
        caches["fragments"].set(key, value, min(LONGEST, left))
