"""The live board: one screen that says how the fair goes and what to do now."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.booths.presence import Presence
from jobfair.fairs.models import Fair
from jobfair.insights.board import Board, BoothNow, ZoneNow
from jobfair.insights.figures import BY_KEY
from jobfair.insights.sentences import DIFFERS
from jobfair.web import board_charts
from jobfair.web.access import SignedInRequest
from jobfair.web.board_parts import drawn, framed_for
from jobfair.web.board_plan import picture_of, zones_of
from jobfair.web.cache import Piece, piece
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
STATES = (
    (Presence.BUSY, "hourglass"),
    (Presence.OPEN, "check"),
    (Presence.AWAY, "clock"),
    (Presence.CLOSED, "door-closed"),
)
#: Kept by what it shows, so never wrong; longer than it takes to draw the board again.
PICTURE_LASTS = timedelta(minutes=1)


@watches_fair
def board(request: SignedInRequest, fair: Fair) -> HttpResponse:
    part, _next_in = _part(request, fair)
    return framed_for(request, fair, "organiser/board.html", part)


@watches_fair
def board_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The board alone, for the page that fetches it again, and in how many milliseconds it may."""
    part, next_in = _part(request, fair)
    response = PartedResponse([part])
    response.headers["Next-In"] = str(ceil(next_in / timedelta(milliseconds=1)))
    return response


def _part(request: SignedInRequest, fair: Fair) -> tuple[Packed, timedelta]:
    at_once = "now" in request.GET
    return drawn(request, fair, "organiser/parts/board.html", board_context, at_once=at_once)


def _plan(request: HttpRequest, board: Board) -> list[tuple[ZoneNow, SafeString]]:
    """The hall as it is; before and after the fair nobody is anywhere."""
    return [(zone, _picture(request, board.at, zone, its)) for zone, its in zones_of(board)]


def _picture(
    request: HttpRequest, at: datetime, zone: ZoneNow, booths: list[BoothNow]
) -> SafeString:
    """A zone of the plan, drawn anew when anything in it has changed."""

    def draw() -> Piece:
        return Piece(picture_of(zone, booths), at + PICTURE_LASTS)

    return piece(request, "plan", tuple(booths), draw).html


def board_context(request: HttpRequest, board: Board) -> dict[str, Any]:
    return {
        "fair": board.fair,
        "board": board,
        "heard": json.dumps(board.heard),
        "sentence": sentence(board),
        "differing": DIFFERS,
        "tiles": [(BY_KEY[key], board.numbers[key], signed(board.gained[key])) for key in SHOWN],
        "alerts": [(alert, sentence_of(alert), ()) for alert in board.alerts],
        "states": [(state, icon, board.in_state(state)) for state, icon in STATES],
        "curve": board_charts.curve_of(board),
        "way": board_charts.way_of(board),
        "plan": _plan(request, board) if board.fair.is_open else [],
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
