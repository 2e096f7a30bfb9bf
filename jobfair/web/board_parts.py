"""The board and the wall of a fair: read and drawn once for all who look, however many those are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.insights.board import Board, board_of, came_and_talked, heard_of, since_at
from jobfair.insights.figures import BY_KEY
from jobfair.intents.events import counts_stream
from jobfair.web.cache import Piece, framed, packed_piece, rendered
from jobfair.web.packed import Packed

ON_WALL = ("visits_onsite", "visits_online", "conversations", "mutual_people")
#: However many watch and however many intents come, a board is read and drawn once in this time.
#: A change is on every screen after it and the drawing, and that must stay within a second.
EVERY = timedelta(milliseconds=850)
#: What tells of no change of its own, visits and conversations, is read again after this time.
HOLDS = timedelta(seconds=5)

_making = Lock()


class Turn(NamedTuple):
    """Where the counts stood when a board began to be shown, and when the next may be drawn."""

    number: int
    until: datetime


def framed_for(
    request: HttpRequest, fair: Fair, template: str, part: Packed, **more: str
) -> HttpResponse:
    """The part in its page, of which all that is the same for everybody is kept."""
    version = (fair.pk, fair.state, fair.content_version)
    return framed(request, template, version, {"fair": fair} | more, part)


def wall_of(request: HttpRequest, fair: Fair) -> Packed:
    """A few large figures for a screen in the venue: nothing to press, and nobody's name."""
    return drawn(request, fair, "organiser/parts/wall.html", _wall_context)[0]


def drawn(
    request: HttpRequest,
    fair: Fair,
    template: str,
    context: Callable[[HttpRequest, Board], dict[str, Any]],
    *,
    at_once: bool = False,
) -> tuple[Packed, timedelta]:
    """The same for everybody who may see it, made by one of them while the others wait.

    And after which time it may be drawn anew: who asks then has missed nothing for longer.
    """
    heard, now = heard_of(fair), timezone.now()
    turn = _turn(fair, heard, now, at_once=at_once)
    while_held = now.timestamp() // HOLDS.total_seconds()
    version = (fair.pk, fair.state, heard[desk_stream(fair.pk)], turn.number, while_held)

    def make() -> Piece:
        happened = caches["fragments"].get_or_set(
            f"board-happened-{fair.key}-{while_held}", lambda: came_and_talked(fair, since_at(now))
        )
        board = board_of(fair, heard, now, happened)
        return rendered(request, template, context(request, board), now + HOLDS)

    with _making:
        return packed_piece(request, template, version, make), max(turn.until - now, timedelta())


def _turn(fair: Fair, heard: dict[str, int], now: datetime, *, at_once: bool) -> Turn:
    """Where the counts stand, asked anew after `EVERY`: intents may come by the hundred.

    Who has asked for it at once is shown what is true now.
    """
    key = f"board-turn-{fair.key}"
    turn: Turn | None = caches["fragments"].get(key)
    if turn is None or at_once or turn.until <= now:
        turn = Turn(heard[counts_stream(fair.pk)], now + EVERY)
        caches["fragments"].set(key, turn)
    return turn


def _wall_context(_request: HttpRequest, board: Board) -> dict[str, Any]:
    figures = [(BY_KEY[key], board.numbers[key]) for key in ON_WALL]
    return {"fair": board.fair, "board": board, "figures": figures}
