"""What two people in a conversation say of positions, without leaving it."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts.events import user_stream
from jobfair.accounts.services import person_of
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Position
from jobfair.chat.models import Conversation, Seat
from jobfair.chat.permissions import seat_of
from jobfair.common.errors import Invalid, Missing
from jobfair.common.ids import decode
from jobfair.intents.models import Channel
from jobfair.intents.selectors import intents_between
from jobfair.intents.services import Wish, record
from jobfair.intents.steps import Side, State, Step
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest
from jobfair.web.intent_words import shown
from jobfair.web.views.intents.common import say_how_it_stands

SIDES = {Seat.JOBSEEKER: Side.JOBSEEKER, Seat.REP: Side.EMPLOYER}
#: States in which this side is the one to answer: then the region stands open.
ANSWERED_BY = {
    Side.JOBSEEKER: {State.INVITED, State.OFFERED},
    Side.EMPLOYER: {State.ASKED, State.INTERVIEWED},
}


def intents_context(request: SignedInRequest, conversation: Conversation) -> dict[str, Any]:
    """The region beside a jobseeker's conversation; nothing for those who sit beside the jobseeker."""
    seat, jobseeker = seat_of(request.user, conversation), conversation.jobseeker
    side = SIDES.get(seat) if seat else None
    if side is None or jobseeker is None:
        return {"intent_side": None}
    is_theirs = side == Side.JOBSEEKER
    stream = user_stream(jobseeker.pk) if is_theirs else staff_stream(conversation.booth_id)
    seq = stream_position(stream)
    rows = [shown(i, side) for i in intents_between(conversation.booth, jobseeker)]
    spoken_of = [row.intent.position_id for row in rows]
    return {
        "conversation": conversation,
        "intent_side": side,
        "intent_stream": stream,
        "intent_seq": seq,
        "intents": rows,
        "intent_open": any(row.intent.state in ANSWERED_BY[side] for row in rows),
        "intent_positions": conversation.booth.positions.approved().exclude(pk__in=spoken_of),
        "intent_cid": token_hex(16),
        "intent_say": " ".join(
            _("：").join((row.intent.position.title, str(row.sentence))) for row in rows
        ),
    }


def part(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """The region alone, for a page that fetches it again."""
    return render(request, "intents/_in_talk.html", intents_context(request, conversation))


@require_POST
def begin(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Be the first to say yes to a position of this booth; a rep says it of this jobseeker."""
    side = SIDES.get(seat_of(request.user, conversation) or Seat.SUPPORTER)
    if side is None or conversation.jobseeker is None:
        raise Missing("no_conversation", _("没有找到这个会话。"))
    wish = Wish(
        request.user,
        person_of(conversation.jobseeker).pk,
        _position(request, conversation).pk,
        side,
        Step.INTERESTED,
        request.POST.get("cid", ""),
        channel=Channel.CHAT,
    )
    say_how_it_stands(request, record(wish), side)
    return redirect("web:talk", conversation.pk)


def _position(request: SignedInRequest, conversation: Conversation) -> Position:
    try:
        key = decode(request.POST.get("position", ""))
    except ValueError as error:
        raise Invalid("position_missing", _("请先选一个岗位。")) from error
    return get_object_or_404(conversation.booth.positions.approved(), pk=key)
