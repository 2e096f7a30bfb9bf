"""Who writes at this moment: told, never kept."""

from typing import Any

from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.booths.events import staff_stream
from jobfair.chat.events import ConversationTyping, Typing, conversation_stream
from jobfair.chat.models import Conversation
from jobfair.chat.services.guard import seated
from jobfair.common.ids import encode
from jobfair.outbox.services import show


def tell_typing(actor: User, *, conversation: Conversation, is_typing: bool) -> None:
    """Show the others in the conversation, and the booth's desk, that the actor writes, or no longer."""
    seated(actor, conversation)
    person = encode(actor.pk)
    at = timezone.now().isoformat(timespec="seconds")
    said: dict[str, Any] = {"name": str(actor), "is_typing": is_typing, "at": at}
    show(conversation_stream(conversation.pk), Typing(id=person, **said))
    listed = ConversationTyping(id=conversation.key, person=person, **said)
    show(staff_stream(conversation.booth_id), listed)
