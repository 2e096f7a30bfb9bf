"""Asking for the seat and the row before a conversation is written to."""

from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.chat.models import Conversation, Seat
from jobfair.chat.permissions import seat_of
from jobfair.common.errors import Conflict, Missing


def seated(actor: User, conversation: Conversation) -> Seat:
    """The actor's seat; Missing for people outside, to whom there is no such conversation."""
    seat = seat_of(actor, conversation)
    if seat is None:
        raise Missing("no_conversation", _("没有找到这个会话。"))
    return seat


def locked(conversation: Conversation) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",))
    return rows.select_related("booth__employer", "booth__fair", "jobseeker").get(
        pk=conversation.pk
    )


def refuse_stopped(conversation: Conversation) -> None:
    if conversation.is_stopped:
        raise Conflict("stopped", _("这个会话已经停止，不能再发消息。"))
