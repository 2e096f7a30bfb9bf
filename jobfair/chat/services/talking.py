"""Beginning a conversation, and taking back what was said."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.events import (
    ConversationMoved,
    MessageSent,
    MessageWithdrawn,
    conversation_stream,
    list_streams,
)
from jobfair.chat.happenings import Happening
from jobfair.chat.models import Conversation, Kind, Message
from jobfair.chat.permissions import may_begin_conversation, may_begin_with_organiser
from jobfair.chat.services.guard import locked, seated
from jobfair.chat.services.noting import note
from jobfair.chat.services.saying import list_moves
from jobfair.common.errors import Conflict, Missing, NotAllowed
from jobfair.outbox.services import amend, publish, publish_all

#: What was told may bear the time of another process.
CLOCKS_DIFFER = timedelta(minutes=10)


@transaction.atomic
def begin_conversation(actor: User, *, booth: Booth) -> Conversation:
    """The actor's conversation with a booth, made when there is none."""
    if not may_begin_conversation(actor, booth):
        raise NotAllowed("not_jobseeker", _("请用求职者的账号登录，再给展位发消息。"))
    conversation, _made = Conversation.objects.get_or_create(booth=booth, jobseeker=actor)
    return conversation


@transaction.atomic
def begin_with_organiser(actor: User, *, booth: Booth) -> Conversation:
    """The booth's conversation with those who run its fair, made when there is none."""
    if not may_begin_with_organiser(actor, booth):
        raise NotAllowed("not_a_side", _("只有主办方和这个展位的招聘人员可以在这里发消息。"))
    conversation, _made = Conversation.objects.get_or_create(booth=booth, kind=Kind.ORGANISER)
    return conversation


@transaction.atomic
def withdraw_message(actor: User, *, message: Message, now: datetime | None = None) -> Message:
    """Take one's own message back within two minutes; a second time changes nothing."""
    now = now or timezone.now()
    seated(actor, message.conversation)
    conversation = locked(message.conversation)
    message = Message.objects.select_related("author").get(pk=message.pk)
    if message.author_id != actor.pk or message.happening:
        raise Missing("no_message", _("没有找到这条消息。"))
    if message.withdrawn_at is None:
        if not message.may_be_withdrawn(now):
            raise Conflict("withdraw_late", _("发出超过两分钟的消息不能撤回。可以再发一条说明。"))
        message.withdrawn_at = now
        message.save(update_fields=["withdrawn_at"])
        event = MessageWithdrawn(id=message.key, number=message.number)
        _take_out_of_what_was_told(conversation, message)
        publish(conversation_stream(conversation.pk), event)
        if message.attachment_id:
            note(conversation, Happening.FILE_TAKEN_BACK, by=actor, name=str(actor))
        elif message.number == conversation.last_number:
            publish_all(list_moves(conversation, message))
    return message


def _take_out_of_what_was_told(conversation: Conversation, message: Message) -> None:
    """Who hears of it from now on hears that it was said and taken back, and not what it was."""
    number, since = message.number, message.created_at - CLOCKS_DIFFER
    talk = [conversation_stream(conversation.pk)]
    amend(talk, MessageSent, key=message.key, number=number, since=since, text="", file=None)
    lists = list_streams(conversation, is_own_word=False)
    key = conversation.key
    amend(lists, ConversationMoved, key=key, number=number, since=since, preview="")
