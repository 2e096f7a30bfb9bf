"""Typed and not sent, kept on the server."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.chat.models import LONGEST_DRAFT, Conversation, Draft
from jobfair.chat.services.guard import seated
from jobfair.chat.services.pace import pace
from jobfair.common.errors import Invalid


@transaction.atomic
def save_draft(actor: User, *, conversation: Conversation, text: str) -> None:
    """Keep what is typed, whole; an empty text forgets it.

    Invalid for what is too long even to be kept: what was kept before stays.
    """
    seated(actor, conversation)
    mine = Draft.objects.filter(conversation=conversation, user=actor)
    if not text.strip():
        mine.delete()
        return
    if len(text) > LONGEST_DRAFT:
        count = {"count": len(text)}
        reason = _("太长了，没有存下来：最多存 20000 字，现在是 %(count)d 字。请分成几条发送。")
        raise Invalid("draft_too_long", reason % count, {"text": reason % count})
    pace.keep(actor)
    Draft.objects.update_or_create(
        conversation=conversation,
        user=actor,
        defaults={"text": text, "saved_at": timezone.now()},
    )
