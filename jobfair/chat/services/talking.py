"""Beginning, saying, taking back."""

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.events import (
    ConversationMoved,
    MessageSent,
    MessageWithdrawn,
    conversation_stream,
    staff_stream,
)
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    LONGEST_TEXT,
    Conversation,
    Draft,
    Message,
    Participant,
    Seat,
)
from jobfair.chat.permissions import may_begin_conversation
from jobfair.chat.services.guard import locked, seated
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.outbox.services import publish

CID = re.compile(r"[0-9a-f]{32}")


@transaction.atomic
def begin_conversation(actor: User, *, booth: Booth) -> Conversation:
    """The actor's conversation with a booth, made when there is none."""
    if not may_begin_conversation(actor, booth):
        raise NotAllowed("not_jobseeker", _("求职者登录后可以和展位交谈。"))
    conversation, _made = Conversation.objects.get_or_create(booth=booth, jobseeker=actor)
    return conversation


@transaction.atomic
def send_message(
    actor: User, *, conversation: Conversation, cid: str, text: str, for_jobseeker: bool = False
) -> Message:
    """Say something, once for each `cid` (32 hex digits made by the client).

    The same again gives the same message; the same `cid` with other words is a Conflict.
    `for_jobseeker`: a person beside the jobseeker writes in the jobseeker's name.
    """
    text = _checked(cid, text)
    seat = seated(actor, conversation)
    conversation = locked(conversation)
    said = Message.objects.filter(author=actor, cid=cid).first()
    if said is not None:
        return _same(said, conversation, text)
    message = _say(actor, seat, conversation, cid, text, for_jobseeker)
    _note_turn(conversation, message)
    Draft.objects.filter(conversation=conversation, user=actor).delete()
    publish(conversation_stream(conversation.pk), MessageSent.of(message))
    _move_lists(conversation, message)
    return message


@transaction.atomic
def withdraw_message(actor: User, *, message: Message, now: datetime | None = None) -> Message:
    """Take one's own message back within two minutes; a second time changes nothing."""
    now = now or timezone.now()
    seated(actor, message.conversation)
    conversation = locked(message.conversation)
    message = Message.objects.select_related("author").get(pk=message.pk)
    if message.author_id != actor.pk:
        raise Missing("no_message", _("没有找到这条消息。"))
    if message.withdrawn_at is None:
        if not message.may_be_withdrawn(now):
            raise Conflict("withdraw_late", _("发出超过两分钟的消息不能撤回。可以再发一条说明。"))
        message.withdrawn_at = now
        message.save(update_fields=["withdrawn_at"])
        event = MessageWithdrawn(id=message.key, number=message.number)
        publish(conversation_stream(conversation.pk), event)
        if message.number == conversation.last_number:
            _move_lists(conversation, message)
    return message


def _checked(cid: str, text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not CID.fullmatch(cid):
        raise Invalid("cid_malformed", _("消息没有发出。请刷新页面再试，您写的内容会保留。"))
    if not text:
        raise Invalid("text_empty", _("请先写内容，再发送。"), {"text": _("请先写内容。")})
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            "text_too_long",
            _("一条消息最多 2000 字，现在是 %(count)d 字。请分成几条发送。") % {"count": len(text)},
            {"text": _("请缩短。")},
        )
    return text


def _same(said: Message, conversation: Conversation, text: str) -> Message:
    if said.conversation_id != conversation.pk or said.text != text:
        raise Conflict("cid_reused", _("这条消息已用同一编号发出过别的内容。请刷新页面再发。"))
    return said


def _say(
    actor: User, seat: Seat, conversation: Conversation, cid: str, text: str, for_jobseeker: bool
) -> Message:
    if for_jobseeker and seat not in BESIDE_JOBSEEKER:
        raise NotAllowed("not_beside", _("只有陪同人、手语翻译和就业指导员可以代写。"))
    if seat == Seat.REP:
        Participant.objects.get_or_create(
            conversation=conversation, user=actor, defaults={"seat": Seat.REP}
        )
    return Message.objects.create(
        conversation=conversation,
        number=conversation.last_number + 1,
        author=actor,
        seat=seat,
        on_behalf_of=conversation.jobseeker if for_jobseeker else None,
        cid=cid,
        text=text,
    )


def _note_turn(conversation: Conversation, message: Message) -> None:
    """Whose turn it is now, and when the first question and answer came."""
    conversation.last_number, conversation.last_at = message.number, message.created_at
    if message.seat == Seat.REP:
        conversation.waiting_since = None
        if conversation.first_asked_at and not conversation.first_answered_at:
            conversation.first_answered_at = message.created_at
    else:
        conversation.waiting_since = conversation.waiting_since or message.created_at
        conversation.first_asked_at = conversation.first_asked_at or message.created_at
    conversation.save(
        update_fields=[
            "last_number",
            "last_at",
            "waiting_since",
            "first_asked_at",
            "first_answered_at",
        ]
    )


def _move_lists(conversation: Conversation, message: Message) -> None:
    """Tell the booth's desk, and the jobseeker when the booth has written."""
    event = ConversationMoved.of(conversation, message)
    publish(staff_stream(conversation.booth_id), event)
    if message.seat == Seat.REP:
        publish(user_stream(conversation.jobseeker_id), event)
