"""Sending a file: checked before a row is written, said like any other message."""

from datetime import datetime, timedelta
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.chat.models import Attachment, AttachmentKind, Conversation, Message
from jobfair.chat.services.guard import seated
from jobfair.chat.services.saying import Saying, say
from jobfair.chat.uploads import Checked, checked
from jobfair.common import pending
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.ids import lowest_id

FOLDER = "attachments"
MOST_A_DAY = 20
AT_ONCE = 100


def send_attachment(
    actor: User,
    *,
    conversation: Conversation,
    cid: str,
    upload: IO[bytes],
    name: str,
    text: str = "",
    for_jobseeker: bool = False,
) -> Message:
    """Send a file with a description, once for each `cid`; a picture must have one."""
    seated(actor, conversation)
    _refuse_flood(actor, conversation, cid)
    file = checked(upload, name)
    text = text.strip() or _said_without_words(file)
    attachment = _written(file)
    saying = Saying(actor, conversation.pk, cid, text, for_jobseeker, attachment)
    try:
        said = _said(saying, attachment)
    except BaseException:
        _unlink(attachment)
        raise
    if said.attachment_id != attachment.pk:  # a retry: the first one stands
        _unlink(attachment)
    pending.forget_after_commit(attachment.file.storage, FOLDER, attachment.key)
    return said


def discard_unkept_files(now: datetime) -> int:
    """Delete files whose message was never stored, because the server was killed; how many."""
    storage = Attachment.file.field.storage
    return pending.discard_unkept(storage, FOLDER, Attachment, lambda key: [f"{FOLDER}/{key}"], now)


def remove_due_files(now: datetime) -> int:
    """Delete the files whose time is over, or whose words are gone, but those reported; how many."""
    ended = now - settings.RETENTION["documents_after_fair"]
    rows = Attachment.objects.filter(removed_at=None, message__reports=None)
    old = Q(pk__lt=lowest_id(ended))
    due = rows.filter(
        old
        & ~Q(kind=AttachmentKind.PICTURE)
        & Q(message__conversation__booth__fair__ends_at__lt=ended)
        | Q(pk__lt=lowest_id(now - settings.RETENTION["chat"]))
        | Q(name="")
    )
    for attachment in (removed := list(due[:AT_ONCE])):
        remove_file(attachment, now)
    return len(removed)


def remove_file(attachment: Attachment, now: datetime) -> None:
    """The file is gone for everybody; its row says since when."""
    Attachment.objects.filter(pk=attachment.pk).update(removed_at=now)
    _unlink(attachment)


@transaction.atomic
def _said(saying: Saying, attachment: Attachment) -> Message:
    attachment.save()
    said = say(saying)
    if said.attachment_id != attachment.pk:
        Attachment.objects.filter(pk=attachment.pk).delete()
    return said


def _written(file: Checked) -> Attachment:
    """The file on disk under a random name, its row not yet stored."""
    attachment = Attachment(
        kind=file.kind,
        name=file.name,
        size=len(file.content),
        width=file.width,
        height=file.height,
        digest=file.digest,
    )
    pending.mark(attachment.file.storage, FOLDER, attachment.key)
    attachment.file.save(attachment.key, ContentFile(file.content), save=False)
    return attachment


def _unlink(attachment: Attachment) -> None:
    attachment.file.storage.delete(str(attachment.file.name))


def _said_without_words(file: Checked) -> str:
    if file.kind == AttachmentKind.PICTURE:
        sentence = _("请用一句话说明图片内容，看不见图片的人靠它了解。")
        raise Invalid("description_missing", sentence, {"text": sentence})
    return file.name


def _refuse_flood(actor: User, conversation: Conversation, cid: str) -> None:
    """A retry of the last one that was taken is none more."""
    today = conversation.messages.exclude(cid=cid).filter(
        author=actor,
        attachment__isnull=False,
        created_at__gt=timezone.now() - timedelta(days=1),
    )
    if today.count() >= MOST_A_DAY:
        raise Conflict("files_full", _("一天最多发 20 个文件。请明天再发，或先用文字说明。"))
