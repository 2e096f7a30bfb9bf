"""Noting in a conversation what happened to it: a numbered line that everybody in it sees."""

from secrets import token_hex
from typing import Any
from uuid import UUID

from jobfair.accounts.models import User
from jobfair.chat.events import (
    ConversationMoved,
    LineAdded,
    company_moves,
    conversation_stream,
    list_streams,
)
from jobfair.chat.happenings import Happening
from jobfair.chat.models import BESIDE_JOBSEEKER, Conversation, Message
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish_all


def note(
    conversation: Conversation, happening: Happening, *, by: User | None, **facts: Any
) -> Message:
    """Add the line and tell it. The conversation is locked by the caller; nobody's turn changes."""
    line = Message.objects.create(
        conversation=conversation,
        number=conversation.last_number + 1,
        author=by,
        cid=token_hex(16),
        happening=happening,
        facts=facts,
    )
    conversation.last_number, conversation.last_at = line.number, line.created_at
    conversation.save(update_fields=["last_number", "last_at"])
    moved = ConversationMoved.of(conversation, line)
    is_own = by is not None and by.pk == conversation.jobseeker_id
    told: list[tuple[str, Event]] = [(conversation_stream(conversation.pk), LineAdded.of(line))]
    told += [(stream, moved) for stream in list_streams(conversation, is_own_word=is_own)]
    told += company_moves(moved, conversation, company_of(conversation))
    publish_all(told)
    return line


def company_of(conversation: Conversation) -> list[UUID]:
    """Who sits beside the jobseeker now."""
    seats = conversation.participants.filter(left_at=None, seat__in=BESIDE_JOBSEEKER)
    return list(seats.values_list("user", flat=True))
