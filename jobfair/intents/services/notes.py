"""What is written beside the ledger: words for the other side, and a booth's own notes."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import is_oneself
from jobfair.common.errors import Invalid, Missing
from jobfair.intents.models import LONGEST_NOTE, LONGEST_WORD, Intent, Remark, StaffNote
from jobfair.intents.permissions import may_write_staff_note
from jobfair.intents.steps import Side


@transaction.atomic
def add_remark(actor: User, *, intent: Intent, text: str) -> Remark:
    """A word for the other side, from the person or from a rep of the booth."""
    if is_oneself(actor, intent.person):
        side = Side.JOBSEEKER
    elif may_write_staff_note(actor, intent):
        side = Side.EMPLOYER
    else:
        raise Missing("no_intent", _("没有找到这条意向。"))
    text = text.strip()
    if not text or len(text) > LONGEST_WORD:
        raise Invalid("remark_length", _("请写 1 到 300 字。"), {"text": _("请改长度。")})
    return Remark.objects.create(intent=intent, side=side, author=actor, text=text)


@transaction.atomic
def write_staff_note(
    actor: User, *, intent: Intent, text: str, next_step: str = "", next_on: date | None = None
) -> StaffNote:
    """What the booth keeps for itself; it replaces what stood there."""
    if not may_write_staff_note(actor, intent):
        raise Missing("no_intent", _("没有找到这条意向。"))
    if len(text) > LONGEST_NOTE or len(next_step) > 120:
        raise Invalid("note_too_long", _("备注太长。请写短一些。"))
    note, _made = StaffNote.objects.update_or_create(
        intent=intent,
        defaults={
            "text": text.strip(),
            "next_step": next_step.strip(),
            "next_on": next_on,
            "changed_by": actor,
            "changed_at": timezone.now(),
        },
    )
    return note
