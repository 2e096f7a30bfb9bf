"""What is the same for everybody is rendered once, and again when it is no longer true.

A piece is a part of a page; it is keyed by the content version of what it shows, so a
change makes the old piece unreachable, and it ends at the moment from which the clock
makes it false. Personal things (messages, tokens, the shortlist) never stand in a
piece. For people of whom nothing is known the whole page is kept the same way, with a
hole where the token goes.
"""

from __future__ import annotations

import hashlib
import re
import secrets
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
from jobfair.web.packed import Packed, Part, PartedResponse, pack

LONGEST = 60 * 60  # seconds
LONGEST_ADDRESS = 200
#: Where what is not kept is put in: names that nobody can have written into a page.
TOKEN_HOLE, PART_HOLE = (f"@{secrets.token_hex(8)}@" for _hole in range(2))
HOLES = re.compile(f"({TOKEN_HOLE}|{PART_HOLE})")
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
    kept = caches["fragments"].get(key) if key else None
    if kept is None:
        shown = make()
        html = render_to_string(template, shown.context | {"token": TOKEN_HOLE}, request)
        if not key:
            return HttpResponse(_with_token(request, html))
        _keep(key, kept := _split(html), shown.until)
    return _joined(request, kept)


def framed(
    request: HttpRequest,
    template: str,
    version: Hashable,
    context: dict[str, Any],
    part: Packed,
) -> HttpResponse:
    """The part in its page, for somebody signed in; all around it is kept.

    What the frame says to one person and not to the next is the navigation, so that is
    looked up and belongs to the key; with a message to be shown nothing is kept.
    """
    is_kept = not settings.DEMO and not len(get_messages(request))
    key = _page_key(request, template, (version, items_for(request))) if is_kept else ""
    kept = caches["fragments"].get(key) if key else None
    if kept is None:
        holes = {"part": PART_HOLE, "csrf_token": TOKEN_HOLE}
        kept = _split(render_to_string(template, context | holes, request))
        if key:
            _keep(key, kept, None)
    return _joined(request, kept, part)


def _split(html: str) -> list[Packed | str]:
    """What stands around the holes, packed, and the holes by their names."""
    return [text if HOLES.fullmatch(text) else pack(text) for text in HOLES.split(html)]


def _joined(
    request: HttpRequest, kept: list[Packed | str], part: Packed | None = None
) -> HttpResponse:
    """The page with its holes filled; who has no token yet gets one only where there is a hole for it."""
    filled: dict[str, Part] = {PART_HOLE: part} if part else {}
    if TOKEN_HOLE in kept:
        filled[TOKEN_HOLE] = get_token(request).encode()
    return PartedResponse([filled[p] if isinstance(p, str) else p for p in kept])


def _with_token(request: HttpRequest, html: str) -> str:
    return html.replace(TOKEN_HOLE, get_token(request)) if TOKEN_HOLE in html else html


def piece(request: HttpRequest, name: str, version: Hashable, make: Callable[[], Piece]) -> Piece:
    """The piece of this name and version in the reader's language and way of reading."""
    key = _piece_key(request, name, version)
    held: Piece | None = caches["fragments"].get(key)
    if held is None:
        held = make()
        _keep(key, held, held.until)
    return held


def packed_piece(
    request: HttpRequest, name: str, version: Hashable, make: Callable[[], Piece]
) -> Packed:
    """The same for a part that is fetched alone, or stands in a kept frame."""
    key = _piece_key(request, name, version)
    held: Packed | None = caches["fragments"].get(key)
    if held is None:
        made = make()
        _keep(key, held := pack(made.html), made.until)
    return held


def _piece_key(request: HttpRequest, name: str, version: Hashable) -> str:
    looks = request.preferences  # type: ignore[attr-defined]
    return _key(name, version, get_language(), looks.simple, looks.lean)


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
