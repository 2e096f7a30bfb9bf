"""Who writes at this moment: told, never kept."""

from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.chat.events import Typing, conversation_stream
from jobfair.chat.models import Conversation
from jobfair.chat.services.guard import seated
from jobfair.common.ids import encode
from jobfair.outbox.services import show


def tell_typing(actor: User, *, conversation: Conversation, is_typing: bool) -> None:
    """Show the others in the conversation that the actor writes, or writes no longer."""
    seated(actor, conversation)
    at = timezone.now().isoformat(timespec="seconds")
    value = Typing(id=encode(actor.pk), name=str(actor), is_typing=is_typing, at=at)
    show(conversation_stream(conversation.pk), value)
