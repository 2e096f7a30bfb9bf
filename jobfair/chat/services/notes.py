"""Private notes of a booth's reps."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.events import DeskChanged, staff_stream
from jobfair.chat.models import LONGEST_NOTE, Conversation, Note
from jobfair.chat.permissions import may_read_notes
from jobfair.common.errors import Invalid, Missing
from jobfair.outbox.services import publish


@transaction.atomic
def add_note(actor: User, *, conversation: Conversation, text: str) -> Note:
    """Write something down for the booth's reps alone."""
    if not may_read_notes(actor, conversation):
        raise Missing("no_conversation", _("没有找到这个会话。"))
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not 0 < len(text) <= LONGEST_NOTE:
        raise Invalid(
            "note_length", _("备注请写 1 到 1000 字。"), {"text": _("备注请写 1 到 1000 字。")}
        )
    booth = conversation.booth
    publish(staff_stream(booth.pk), DeskChanged())
    return conversation.notes.create(employer_id=booth.employer_id, author=actor, text=text)
