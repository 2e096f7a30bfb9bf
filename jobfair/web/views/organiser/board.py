"""The live board: one screen that says how the fair goes and what to do now."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.booths.presence import Presence
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.insights.board import Board, board_of, heard_of
from jobfair.insights.figures import BY_KEY, UNITS
from jobfair.intents.events import counts_stream
from jobfair.web import board_charts, board_plan
from jobfair.web.access import SignedInRequest
from jobfair.web.cache import Piece, framed, packed_piece, rendered
from jobfair.web.formatting import clock, count, is_chinese
from jobfair.web.packed import Packed, PartedResponse
from jobfair.web.views.organiser.doors import watches_fair
from jobfair.web.views.organiser.now import sentence_of

#: The figures of the board, in its order.
SHOWN = (
    "visits_onsite",
    "visits_online",
    "conversations",
    "answered_quickly",
    "jobseeker_only",
    "mutual_people",
    "planned",
    "interviewed",
)
ON_WALL = ("visits_onsite", "visits_online", "conversations", "mutual_people")
STATES = (
    (Presence.BUSY, "hourglass"),
    (Presence.OPEN, "check"),
    (Presence.AWAY, "clock"),
    (Presence.CLOSED, "door-closed"),
)
#: However many watch and however many intents come, a board is read and drawn once in this time.
EVERY = timedelta(seconds=1)
#: What tells of no change of its own, visits and conversations, is read again after this time.
HOLDS = timedelta(seconds=5)

_making = Lock()


@watches_fair
def board(request: SignedInRequest, fair: Fair) -> HttpResponse:
    return _framed(request, fair, "organiser/board.html", _part(request, fair))


@watches_fair
def board_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The board alone, for the page that fetches it again."""
    return PartedResponse([_part(request, fair)])


@watches_fair
def wall(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """A few large figures for a screen in the venue: nothing to press, and nobody's name."""
    return _framed(request, fair, "organiser/wall.html", _wall(request, fair))


@watches_fair
def wall_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    return PartedResponse([_wall(request, fair)])


def _framed(request: SignedInRequest, fair: Fair, template: str, part: Packed) -> HttpResponse:
    version = (fair.pk, fair.state, fair.content_version)
    return framed(request, template, version, {"fair": fair}, part)


def _wall(request: SignedInRequest, fair: Fair) -> Packed:
    return _piece(request, fair, "organiser/parts/wall.html", wall_context)


def _part(request: SignedInRequest, fair: Fair) -> Packed:
    return _piece(request, fair, "organiser/parts/board.html", board_context)


def _piece(
    request: SignedInRequest, fair: Fair, template: str, context: Callable[[Board], dict[str, Any]]
) -> Packed:
    """The same for everybody who helps the fair, made by one of them while the others wait."""
    heard, now = heard_of(fair), timezone.now()
    desk, counts = heard[desk_stream(fair.pk)], _shown_number(request, fair, heard)
    version = (fair.pk, fair.state, desk, counts, now.timestamp() // HOLDS.total_seconds())

    def make() -> Piece:
        return rendered(request, template, context(board_of(fair, heard, now)), now + HOLDS)

    with _making:
        return packed_piece(request, template, version, make)


def _shown_number(request: SignedInRequest, fair: Fair, heard: dict[str, int]) -> int:
    """Where the counts stand, asked anew once a second: intents may come by the hundred.

    Who has asked for it at once is shown what is true now.
    """
    key, number = f"board-number-{fair.key}", heard[counts_stream(fair.pk)]
    if "now" in request.GET:
        caches["fragments"].set(key, number, EVERY.total_seconds())
        return number
    return int(caches["fragments"].get_or_set(key, number, EVERY.total_seconds()) or 0)


def wall_context(board: Board) -> dict[str, Any]:
    figures = [(BY_KEY[key], UNITS[BY_KEY[key].unit], board.numbers[key]) for key in ON_WALL]
    return {"fair": board.fair, "board": board, "figures": figures}


def board_context(board: Board) -> dict[str, Any]:
    return {
        "fair": board.fair,
        "board": board,
        "heard": json.dumps(board.heard),
        "sentence": sentence(board),
        "tiles": [
            (BY_KEY[key], UNITS[BY_KEY[key].unit], board.numbers[key], signed(board.gained[key]))
            for key in SHOWN
        ],
        "alerts": [(alert, sentence_of(alert), ()) for alert in board.alerts],
        "states": [(state, icon, board.in_state(state)) for state, icon in STATES],
        "curve": board_charts.curve_of(board),
        "way": board_charts.way_of(board),
        "plan": board_plan.plan_of(board),
        "hours": board_charts.hours_of(board),
    }


def signed(number: int) -> str:
    """``+3`` or ``−1``; nothing for nought."""
    if not number:
        return ""
    return f"{'+' if number > 0 else '−'}{count(abs(number))}"


def sentence(board: Board) -> str:
    """The moment in words: who is here, who is at the booths, who waits, and what that asks for."""
    numbers = board.numbers
    said = [
        _("%(time)s，已有 %(visits)s 人次参会，%(mutual)s 人达成初步意向。")
        % {
            "time": clock(timezone.localtime(board.at, board.fair.zone_info)),
            "visits": count(numbers["visits"]),
            "mutual": count(numbers["mutual_people"]),
        }
    ]
    if board.fair.is_open:
        said += [_at_the_booths(board), _to_do(board)]
    return ("" if is_chinese() else " ").join(said)


def _at_the_booths(board: Board) -> str:
    staffed = len(board.in_state(Presence.OPEN, Presence.BUSY))
    return _("%(all)s 个展位里 %(staffed)s 个有人，%(waiting)s 位求职者在等回复。") % {
        "all": count(len(board.booths)),
        "staffed": count(staffed),
        "waiting": count(board.waiting),
    }


def _to_do(board: Board) -> str:
    if not board.unseen:
        return _("现在没有要您处理的展位。")
    return ngettext("有 %(n)d 件事要您处理。", "有 %(n)d 件事要您处理。", board.unseen) % {
        "n": board.unseen
    }
