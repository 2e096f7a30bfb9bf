"""Noting in a conversation what happened to it: a numbered line that everybody in it sees."""

from secrets import token_hex
from typing import Any

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.booths.events import staff_stream
from jobfair.chat.events import ConversationMoved, LineAdded, conversation_stream
from jobfair.chat.happenings import Happening
from jobfair.chat.models import Conversation, Message
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
    told: list[tuple[str, Event]] = [
        (conversation_stream(conversation.pk), LineAdded.of(line)),
        (staff_stream(conversation.booth_id), moved),
    ]
    if by is None or by.pk != conversation.jobseeker_id:
        told.append((user_stream(conversation.jobseeker_id), moved))
    publish_all(told)
    return line
