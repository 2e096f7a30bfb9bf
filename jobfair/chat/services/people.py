"""Who sits beside the jobseeker: by the jobseeker's word alone, visible to everybody."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import User
from jobfair.chat.events import ParticipantCame, ParticipantLeft, conversation_stream
from jobfair.chat.happenings import Happening
from jobfair.chat.models import BESIDE_JOBSEEKER, Conversation, Participant, Seat
from jobfair.chat.permissions import may_add_beside
from jobfair.chat.services.guard import locked, seated
from jobfair.chat.services.noting import note
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.ids import encode
from jobfair.outbox.services import publish


@transaction.atomic
def add_beside(actor: User, *, conversation: Conversation, user: User, seat: Seat) -> Participant:
    """Ask a supporter, interpreter or adviser in."""
    conversation = to_seat_beside(actor, conversation, seat)
    if user.pk == conversation.jobseeker_id:
        raise Invalid("seat_wrong", _("您已经在这个会话里了。请选择别人。"))
    return seat_beside(conversation, user=user, seat=seat)


def to_seat_beside(actor: User, conversation: Conversation, seat: Seat) -> Conversation:
    """The locked row, for the jobseeker who asks somebody to such a seat; anybody else is refused."""
    seated(actor, conversation)
    if not may_add_beside(actor, conversation):
        raise NotAllowed("not_jobseeker", _("只有求职者本人可以请人加入会话。"))
    if seat not in BESIDE_JOBSEEKER:
        raise Invalid("seat_wrong", _("请选择陪同人、手语翻译或就业指导员。"))
    return locked(conversation)


def seat_beside(conversation: Conversation, *, user: User, seat: Seat) -> Participant:
    """Let somebody sit down whom the jobseeker has asked in; the conversation is locked."""
    participant = conversation.participants.filter(user=user).first()
    if participant and participant.left_at is None and participant.seat == seat:
        return participant
    participant, _made = Participant.objects.update_or_create(
        conversation=conversation, user=user, defaults={"seat": seat, "left_at": None}
    )
    publish(conversation_stream(conversation.pk), ParticipantCame.of(participant))
    note(conversation, Happening.CAME, by=user, name=str(user), seat=seat)
    return participant


def vacate(seat: Participant, now: datetime) -> None:
    """Free a seat beside the jobseeker, on open pages too; the conversation is locked."""
    seat.left_at = now
    seat.save(update_fields=["left_at"])
    publish(conversation_stream(seat.conversation_id), ParticipantLeft(id=encode(seat.user_id)))


@transaction.atomic
def leave_conversation(actor: User, *, conversation: Conversation, user: User) -> None:
    """The jobseeker asks somebody beside them to leave, or that person leaves."""
    seat = seated(actor, conversation)
    if actor.pk != user.pk and seat != Seat.JOBSEEKER:
        raise NotAllowed("not_jobseeker", _("只有求职者本人可以请人离开。"))
    conversation = locked(conversation)
    beside = conversation.participants.filter(user=user, left_at=None, seat__in=BESIDE_JOBSEEKER)
    participant = beside.first()
    if participant is None:
        return
    vacate(participant, timezone.now())
    publish(user_stream(user.pk), RightsChanged())
    facts = {"name": str(user), "seat": participant.seat}
    if actor.pk == user.pk:
        note(conversation, Happening.LEFT, by=actor, **facts)
    else:
        note(conversation, Happening.SENT_AWAY, by=actor, **facts | {"host": str(actor)})
