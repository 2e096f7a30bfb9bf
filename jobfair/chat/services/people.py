"""Who sits beside the jobseeker: by the jobseeker's word alone, visible to everybody."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import User
from jobfair.chat.events import ParticipantCame, ParticipantLeft, conversation_stream
from jobfair.chat.models import BESIDE_JOBSEEKER, Conversation, Participant, Seat
from jobfair.chat.permissions import may_add_beside
from jobfair.chat.services.guard import locked, seated
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.ids import encode
from jobfair.outbox.services import publish


@transaction.atomic
def add_beside(actor: User, *, conversation: Conversation, user: User, seat: Seat) -> Participant:
    """Ask a supporter, interpreter or adviser in."""
    seated(actor, conversation)
    if not may_add_beside(actor, conversation):
        raise NotAllowed("not_jobseeker", _("只有求职者本人可以请人一起交谈。"))
    if seat not in BESIDE_JOBSEEKER or user.pk == conversation.jobseeker_id:
        raise Invalid("seat_wrong", _("请选择陪同人、手语翻译或就业指导员。"))
    conversation = locked(conversation)
    participant, _made = Participant.objects.update_or_create(
        conversation=conversation, user=user, defaults={"seat": seat, "left_at": None}
    )
    publish(conversation_stream(conversation.pk), ParticipantCame.of(participant))
    return participant


@transaction.atomic
def leave_conversation(actor: User, *, conversation: Conversation, user: User) -> None:
    """The jobseeker asks somebody beside them to leave, or that person leaves."""
    seat = seated(actor, conversation)
    if actor.pk != user.pk and seat != Seat.JOBSEEKER:
        raise NotAllowed("not_jobseeker", _("只有求职者本人可以请人离开。"))
    conversation = locked(conversation)
    left = conversation.participants.filter(
        user=user, left_at=None, seat__in=BESIDE_JOBSEEKER
    ).update(left_at=timezone.now())
    if left:
        publish(conversation_stream(conversation.pk), ParticipantLeft(id=encode(user.pk)))
        publish(user_stream(user.pk), RightsChanged())
