"""Typed and not sent, kept on the server."""

from django.db import transaction
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.chat.models import LONGEST_DRAFT, Conversation, Draft
from jobfair.chat.services.guard import seated
from jobfair.chat.services.pace import pace


@transaction.atomic
def save_draft(actor: User, *, conversation: Conversation, text: str) -> None:
    """Keep what is typed; an empty text forgets it."""
    seated(actor, conversation)
    mine = Draft.objects.filter(conversation=conversation, user=actor)
    if not text.strip():
        mine.delete()
        return
    pace.keep(actor)
    Draft.objects.update_or_create(
        conversation=conversation,
        user=actor,
        defaults={"text": text[:LONGEST_DRAFT], "saved_at": timezone.now()},
    )
