"""How far each person has read."""

from django.db import transaction

from jobfair.accounts.models import User
from jobfair.chat.events import MessagesRead, ParticipantCame, conversation_stream
from jobfair.chat.models import FOR_A_BODY, Conversation, Participant
from jobfair.chat.services.guard import locked, seated
from jobfair.outbox.services import publish


@transaction.atomic
def mark_read(actor: User, *, conversation: Conversation, number: int) -> int:
    """Move the actor's read position forward; where it stands. It never moves back."""
    seat = seated(actor, conversation)
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
        publish(conversation_stream(conversation.pk), MessagesRead(seat=seat, number=reached))
    return participant.read_to
