"""Writes on conversations, by verb."""

from jobfair.chat.services.attaching import (
    discard_unkept_files,
    remove_due_files,
    send_attachment,
)
from jobfair.chat.services.drafts import save_draft
from jobfair.chat.services.forgetting import forget_old_talk
from jobfair.chat.services.handing import (
    accept_handover,
    close_history,
    decline_handover,
    expire_handovers,
    offer_handover,
    take_back_handover,
)
from jobfair.chat.services.inviting import (
    IssuedSeat,
    ask_by_name,
    invite_beside,
    seat_behind,
    take_seat,
    withdraw_seat_invitation,
)
from jobfair.chat.services.leaving import forget_talk, hold_talk
from jobfair.chat.services.moderating import decide_report, report_message
from jobfair.chat.services.notes import add_note
from jobfair.chat.services.people import add_beside, leave_conversation
from jobfair.chat.services.phrases import add_phrase, remove_phrase
from jobfair.chat.services.reading import mark_read
from jobfair.chat.services.saying import Saying, send_message, send_messages
from jobfair.chat.services.stopping import SIDE_OF, resume_conversation, stop_conversation
from jobfair.chat.services.talking import begin_conversation, begin_with_organiser, withdraw_message
from jobfair.chat.services.typing import tell_typing

__all__ = [
    "SIDE_OF",
    "IssuedSeat",
    "Saying",
    "accept_handover",
    "add_beside",
    "add_note",
    "add_phrase",
    "ask_by_name",
    "begin_conversation",
    "begin_with_organiser",
    "close_history",
    "decide_report",
    "decline_handover",
    "discard_unkept_files",
    "expire_handovers",
    "forget_old_talk",
    "forget_talk",
    "hold_talk",
    "invite_beside",
    "leave_conversation",
    "mark_read",
    "offer_handover",
    "remove_due_files",
    "remove_phrase",
    "report_message",
    "resume_conversation",
    "save_draft",
    "seat_behind",
    "send_attachment",
    "send_message",
    "send_messages",
    "stop_conversation",
    "take_back_handover",
    "take_seat",
    "tell_typing",
    "withdraw_message",
    "withdraw_seat_invitation",
]
