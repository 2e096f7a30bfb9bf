"""Writes on conversations, by verb."""

from jobfair.chat.services.drafts import save_draft
from jobfair.chat.services.people import add_beside, leave_conversation
from jobfair.chat.services.phrases import add_phrase, remove_phrase
from jobfair.chat.services.reading import mark_read
from jobfair.chat.services.saying import Saying, send_message, send_messages
from jobfair.chat.services.talking import begin_conversation, withdraw_message

__all__ = [
    "Saying",
    "add_beside",
    "add_phrase",
    "begin_conversation",
    "leave_conversation",
    "mark_read",
    "remove_phrase",
    "save_draft",
    "send_message",
    "send_messages",
    "withdraw_message",
]
