"""The board and the wall of a fair: read and drawn once for all who look, however many those are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.insights.board import Board, board_of, came_and_talked, heard_of, since_at
from jobfair.insights.figures import BY_KEY, UNITS
from jobfair.intents.events import counts_stream
from jobfair.web.cache import Piece, framed, packed_piece, rendered
from jobfair.web.packed import Packed

ON_WALL = ("visits_onsite", "visits_online", "conversations", "mutual_people")
#: However many watch and however many intents come, a board is read and drawn once in this time.
#: Less than the second a page waits before it asks again, or it would find what it has already.
EVERY = timedelta(milliseconds=800)
#: What tells of no change of its own, visits and conversations, is read again after this time.
HOLDS = timedelta(seconds=5)

_making = Lock()


def framed_for(
    request: HttpRequest, fair: Fair, template: str, part: Packed, **more: str
) -> HttpResponse:
    """The part in its page, of which all that is the same for everybody is kept."""
    version = (fair.pk, fair.state, fair.content_version)
    return framed(request, template, version, {"fair": fair} | more, part)


def wall_of(request: HttpRequest, fair: Fair) -> Packed:
    """A few large figures for a screen in the venue: nothing to press, and nobody's name."""
    return drawn(request, fair, "organiser/parts/wall.html", _wall_context)


def drawn(
    request: HttpRequest,
    fair: Fair,
    template: str,
    context: Callable[[HttpRequest, Board], dict[str, Any]],
    *,
    at_once: bool = False,
) -> Packed:
    """The same for everybody who may see it, made by one of them while the others wait."""
    heard, now = heard_of(fair), timezone.now()
    desk, counts = heard[desk_stream(fair.pk)], _shown_number(fair, heard, at_once=at_once)
    turn = now.timestamp() // HOLDS.total_seconds()
    version = (fair.pk, fair.state, desk, counts, turn)

    def make() -> Piece:
        happened = caches["fragments"].get_or_set(
            f"board-happened-{fair.key}-{turn}", lambda: came_and_talked(fair, since_at(now))
        )
        board = board_of(fair, heard, now, happened)
        return rendered(request, template, context(request, board), now + HOLDS)

    with _making:
        return packed_piece(request, template, version, make)


def _shown_number(fair: Fair, heard: dict[str, int], *, at_once: bool) -> int:
    """Where the counts stand, asked anew after `EVERY`: intents may come by the hundred.

    Who has asked for it at once is shown what is true now.
    """
    key, number = f"board-number-{fair.key}", heard[counts_stream(fair.pk)]
    if at_once:
        caches["fragments"].set(key, number, EVERY.total_seconds())
        return number
    return int(caches["fragments"].get_or_set(key, number, EVERY.total_seconds()) or 0)


def _wall_context(_request: HttpRequest, board: Board) -> dict[str, Any]:
    figures = [(BY_KEY[key], UNITS[BY_KEY[key].unit], board.numbers[key]) for key in ON_WALL]
    return {"fair": board.fair, "board": board, "figures": figures}
