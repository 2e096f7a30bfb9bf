"""What is written beside the ledger: words for the other side, and a booth's own notes."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import is_oneself
from jobfair.accounts.services import hold_people
from jobfair.common.errors import Conflict, Invalid, Missing
from jobfair.common.marks import mark_of, require_known
from jobfair.intents.events import WordAdded, streams_of
from jobfair.intents.models import (
    LONGEST_NEXT_STEP,
    LONGEST_NOTE,
    LONGEST_WORD,
    Intent,
    Remark,
    StaffNote,
)
from jobfair.intents.permissions import may_write_staff_note
from jobfair.intents.steps import Side
from jobfair.outbox.services import publish_all


@transaction.atomic
def add_remark(actor: User, *, intent: Intent, text: str) -> Remark:
    """A word for the other side, from the person or from a rep of the booth; both are told."""
    intent = _standing(intent)
    if is_oneself(actor, intent.person):
        side = Side.JOBSEEKER
    elif may_write_staff_note(actor, intent):
        side = Side.EMPLOYER
    else:
        raise Missing("no_intent", _("没有找到这条意向。"))
    text = text.strip()
    if not text or len(text) > LONGEST_WORD:
        raise Invalid("remark_length", _("请写 1 到 300 字。"), {"text": _("请改长度。")})
    remark = Remark.objects.create(intent=intent, side=side, author=actor, text=text)
    publish_all([(stream, WordAdded(intent.key)) for stream in streams_of(intent)])
    return remark


@transaction.atomic
def write_staff_note(
    actor: User,
    *,
    intent: Intent,
    text: str,
    next_step: str = "",
    next_on: date | None = None,
    known: str = "",
) -> StaffNote:
    """What the booth keeps for itself; it replaces what stood there.

    `known` is the mark of the note the actor had read: a newer one is not replaced.
    """
    intent = _standing(intent)
    if not may_write_staff_note(actor, intent):
        raise Missing("no_intent", _("没有找到这条意向。"))
    if len(text) > LONGEST_NOTE or len(next_step) > LONGEST_NEXT_STEP:
        raise Invalid("note_too_long", _("备注太长。请写短一些。"))
    stands = StaffNote.objects.filter(intent=intent).first()
    require_known(known, mark_of(stands.changed_at if stands else None))
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


def _standing(intent: Intent) -> Intent:
    """The same intent where it stands now, of a person whom nobody merges or erases meanwhile."""
    person = hold_people([intent.person_id])[intent.person_id]
    rows = Intent.objects.select_related("booth__employer", "person__user")
    found = rows.filter(person=person, position=intent.position_id).first()
    if found is None:
        raise Missing("no_intent", _("没有找到这条意向。"))
    if person.erased_at:
        raise Conflict("person_gone", _("对方已删除资料，不能再写了。"))
    return found
