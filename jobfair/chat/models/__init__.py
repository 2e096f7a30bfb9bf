"""Tables of conversations, by concept."""

from jobfair.chat.models.talking import (
    BESIDE_JOBSEEKER,
    LONGEST_TEXT,
    WITHDRAW_WITHIN,
    Conversation,
    ConversationQuerySet,
    Draft,
    Message,
    Participant,
    Phrase,
    Seat,
)

__all__ = [
    "BESIDE_JOBSEEKER",
    "LONGEST_TEXT",
    "WITHDRAW_WITHIN",
    "Conversation",
    "ConversationQuerySet",
    "Draft",
    "Message",
    "Participant",
    "Phrase",
    "Seat",
]
