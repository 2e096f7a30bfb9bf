"""Letting go of what was said when its time is over; what was reported stays as it was."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from jobfair.chat.models import Attachment, Draft, Message
from jobfair.common.ids import lowest_id

AT_ONCE = 500


@transaction.atomic
def forget_old_talk(now: datetime) -> int:
    """Delete some of the messages and drafts that are older than talk is kept; how many."""
    limit = now - settings.RETENTION["chat"]
    standing_file = {"attachment__isnull": False, "attachment__removed_at": None}
    old = Message.objects.filter(pk__lt=lowest_id(limit), reports=None).exclude(**standing_file)
    due = list(old.order_by("pk").values_list("pk", "attachment")[:AT_ONCE])
    Message.objects.filter(pk__in=[message for message, _file in due]).delete()
    Attachment.objects.filter(pk__in=[file for _message, file in due if file]).delete()
    drafts, _by_model = Draft.objects.filter(saved_at__lt=limit).delete()
    return len(due) + drafts
