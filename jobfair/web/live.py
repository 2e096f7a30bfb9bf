"""What a page of a fair needs to go on by itself: which streams, from which numbers, what to fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from jobfair.fairs.events import fair_stream
from jobfair.fairs.models import Announcement, Fair
from jobfair.outbox.selectors import position, position_beside, positions


@dataclass(frozen=True)
class Live:
    """A page that listens. `known` are the announcements it shows already."""

    streams: str
    url: str = ""
    state: str = ""
    known: str = ""
    fair_url: str = ""


def is_fetched(request: HttpRequest) -> bool:
    """Whether a script asks, who shows the answer in the page that is open."""
    return request.headers.get("X-Requested-With") == "fetch"


def number_of(fair: UUID) -> int:
    """Where the fair's stream stands. Ask before reading what the page shows, so that nothing slips between."""
    return position(fair_stream(fair))


def with_number(fairs: QuerySet[Fair], key: UUID) -> tuple[Fair, int]:
    """A fair and its stream's number, in one question."""
    fair = fairs.annotate(heard=position_beside(fair_stream(key))).get(pk=key)
    return fair, fair.heard


def live_of(
    fair: Fair, number: int, announcements: Iterable[Announcement], query: str = ""
) -> Live | None:
    """How a page of this fair listens; not at all when nothing more will happen."""
    if not fair.is_upcoming:
        return None
    return Live(
        streams=json.dumps({fair_stream(fair.pk): number}),
        url=reverse("web:fair_live", args=[fair.pk]) + query,
        state=fair.state,
        known=" ".join(announcement.key for announcement in announcements),
        fair_url=reverse("web:fair", args=[fair.pk]),
    )


def listening(fair: Fair, query: str = "") -> dict[str, Any]:
    """What the template of a page of one person is given, for a fair that was read before."""
    number = number_of(fair.pk)
    fair.refresh_from_db(fields=["state"])
    announcements = list(fair.announcements.standing())
    live = live_of(fair, number, announcements, query)
    return {"announcements": announcements, "live": live}


def live_of_all(fairs: Iterable[Fair], numbers: dict[str, int]) -> Live | None:
    """How a page that lists fairs listens: only whether one of them opens or closes."""
    streams = [fair_stream(fair.pk) for fair in fairs]
    return Live(json.dumps({name: numbers.get(name, 0) for name in streams})) if streams else None


def heard_by(*streams: str) -> dict[str, str]:
    """The names and numbers of what a region listens to. Ask before reading what it shows."""
    numbers = positions(streams)
    return {
        "streams": " ".join(streams),
        "numbers": " ".join(str(numbers.get(name, 0)) for name in streams),
    }


def numbers_of(fairs: Iterable[Fair]) -> dict[str, int]:
    return positions(fair_stream(fair.pk) for fair in fairs)
