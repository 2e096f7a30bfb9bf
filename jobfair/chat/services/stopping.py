"""Stopping a conversation, by either side or the organiser; each lifts only its own stop."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.chat.happenings import Happening
from jobfair.chat.models import Conversation, Seat, Side, StopStep
from jobfair.chat.permissions import may_stop_conversation
from jobfair.chat.selectors import sides_that_stop
from jobfair.chat.services.guard import locked, seated
from jobfair.chat.services.noting import note
from jobfair.common.errors import NotAllowed

SIDE_OF = {Seat.JOBSEEKER: Side.JOBSEEKER, Seat.REP: Side.BOOTH}


@transaction.atomic
def stop_conversation(actor: User, *, conversation: Conversation) -> Conversation:
    """No more messages between this jobseeker and this booth; a second time changes nothing."""
    return set_stop(actor, _side(actor, conversation), locked(conversation), is_stop=True)


@transaction.atomic
def resume_conversation(actor: User, *, conversation: Conversation) -> Conversation:
    """Lift one's own side's stop; another side's stands."""
    return set_stop(actor, _side(actor, conversation), locked(conversation), is_stop=False)


def set_stop(actor: User, side: Side, conversation: Conversation, *, is_stop: bool) -> Conversation:
    """Record the wish of a side whose right was asked for; the conversation is locked."""
    if record_stop(actor, side, conversation, is_stop=is_stop):
        note(conversation, _happening(is_stop, conversation.is_stopped), by=actor, side=side)
    return conversation


def record_stop(
    actor: User, side: Side, conversation: Conversation, *, is_stop: bool = True
) -> bool:
    """Without a line in the conversation; return whether the side wished otherwise before."""
    stopping = sides_that_stop(conversation)
    if (side in stopping) == is_stop:
        return False
    StopStep.objects.create(conversation=conversation, side=side, made_by=actor, is_stop=is_stop)
    conversation.is_stopped = is_stop or bool(stopping - {side})
    if conversation.is_stopped:
        conversation.waiting_since = None  # nobody can answer any more
    conversation.save(update_fields=["is_stopped", "waiting_since"])
    return True


def _happening(is_stop: bool, is_stopped: bool) -> Happening:
    if is_stop:
        return Happening.STOPPED
    return Happening.STILL_STOPPED if is_stopped else Happening.RESUMED


def _side(actor: User, conversation: Conversation) -> Side:
    seat = seated(actor, conversation)
    if not may_stop_conversation(actor, conversation):
        raise NotAllowed("not_a_side", _("只有求职者本人和用人单位可以停止会话。"))
    return SIDE_OF[seat]
