"""How far each person has read."""

from django.db import transaction

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.chat.events import (
    ConversationRead,
    MessagesRead,
    ParticipantCame,
    conversation_stream,
)
from jobfair.chat.models import FOR_A_BODY, Conversation, Participant, Seat
from jobfair.chat.services.guard import locked, seated
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish, publish_all


def mark_read(actor: User, *, conversation: Conversation, number: int) -> int:
    """Move the actor's read position forward; where it stands. It never moves back."""
    seat = seated(actor, conversation)
    mine = Participant.objects.filter(conversation=conversation, user=actor)
    stands = mine.values_list("read_to", flat=True).first()
    if stands is not None and stands >= number:
        return stands  # said again, by another page of theirs or after a lost answer
    return _moved(actor, conversation, seat, number)


@transaction.atomic
def _moved(actor: User, conversation: Conversation, seat: Seat, number: int) -> int:
    conversation = locked(conversation)
    participant, came = Participant.objects.get_or_create(
        conversation=conversation, user=actor, defaults={"seat": seat}
    )
    if came and seat in FOR_A_BODY:
        publish(conversation_stream(conversation.pk), ParticipantCame.of(participant))
    reached = min(max(number, 0), conversation.last_number)
    if reached > participant.read_to:
        participant.read_to = reached
        participant.save(update_fields=["read_to"])
        mine = ConversationRead(id=conversation.key, number=reached)
        told: list[tuple[str, Event]] = [
            (conversation_stream(conversation.pk), MessagesRead(seat=seat, number=reached)),
            (user_stream(actor.pk), mine),
        ]
        publish_all(told)
    return participant.read_to
