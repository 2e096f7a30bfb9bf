"""Tables of conversations, by concept."""

from jobfair.chat.models.attaching import Attachment, AttachmentKind
from jobfair.chat.models.handing import Handover, HandoverState
from jobfair.chat.models.inviting import SeatInvitation
from jobfair.chat.models.moderating import (
    Decision,
    Report,
    ReportReason,
    StopStep,
    Verdict,
)
from jobfair.chat.models.noting import LONGEST_NOTE, Note
from jobfair.chat.models.talking import (
    LONGEST_DRAFT,
    LONGEST_TEXT,
    WITHDRAW_WITHIN,
    Conversation,
    ConversationQuerySet,
    Draft,
    Kind,
    Message,
    Participant,
    Phrase,
)
from jobfair.chat.seats import BESIDE_JOBSEEKER, FOR_A_BODY, Seat, Side

__all__ = [
    "BESIDE_JOBSEEKER",
    "FOR_A_BODY",
    "LONGEST_DRAFT",
    "LONGEST_NOTE",
    "LONGEST_TEXT",
    "WITHDRAW_WITHIN",
    "Attachment",
    "AttachmentKind",
    "Conversation",
    "ConversationQuerySet",
    "Decision",
    "Draft",
    "Handover",
    "HandoverState",
    "Kind",
    "Message",
    "Note",
    "Participant",
    "Phrase",
    "Report",
    "ReportReason",
    "Seat",
    "SeatInvitation",
    "Side",
    "StopStep",
    "Verdict",
]
