"""What is the same for everybody is rendered once, and again when it is no longer true.

A piece is keyed by the content version of what it shows, so a change makes the old
piece unreachable; it also ends at the moment from which the clock makes it false.
Personal things (messages, tokens, the shortlist) never stand in a piece.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jobfair.web.context import looks_of

LONGEST = 60 * 60  # seconds


@dataclass(frozen=True)
class Piece:
    """A rendered part of a page, with facts the rest of the page needs; true `until` then."""

    html: SafeString
    until: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def piece(request: HttpRequest, name: str, version: Hashable, make: Callable[[], Piece]) -> Piece:
    """The piece of this name and version in the reader's language and way of reading."""
    looks = request.preferences  # type: ignore[attr-defined]
    parts = (name, version, get_language(), looks.simple, looks.lean)
    key = hashlib.sha256(repr(parts).encode()).hexdigest()
    held = caches["fragments"].get(key)
    if held is None:
        held = make()
        seconds = _seconds_left(held.until)
        if seconds > 0:
            caches["fragments"].set(key, held, seconds)
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


def _seconds_left(until: datetime | None) -> float:
    if until is None:
        return LONGEST
    return min(LONGEST, (until - timezone.now()).total_seconds())
