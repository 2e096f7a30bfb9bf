"""What is told live about conversations, and to which audiences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.chat.happenings import in_both_languages
from jobfair.chat.models import Attachment, Conversation, Message, Participant
from jobfair.common.ids import encode
from jobfair.fairs.events import desk_stream
from jobfair.outbox.events import Event


def conversation_stream(conversation_id: UUID) -> str:
    return f"conversation.{encode(conversation_id)}"


def list_streams(conversation: Conversation, *, is_own_word: bool) -> list[str]:
    """Who has this conversation in a list that moves with it.

    The jobseeker is not told of their own word; the booth, loaded, and the organiser are many.
    """
    booth = staff_stream(conversation.booth_id)
    if conversation.jobseeker_id is None:
        return [booth, desk_stream(conversation.booth.fair_id)]
    return [booth] if is_own_word else [booth, user_stream(conversation.jobseeker_id)]


@dataclass(frozen=True)
class MessageSent(Event):
    type: ClassVar[str] = "message.sent"
    id: str
    number: int
    cid: str
    author: str
    name: str
    seat: str
    for_name: str
    text: str
    file: dict[str, Any] | None
    at: str

    @classmethod
    def of(cls, message: Message) -> "MessageSent":
        """What a person said; it has an author."""
        behalf = message.on_behalf_of
        return cls(
            id=message.key,
            number=message.number,
            cid=message.cid,
            author=encode(message.author_id),
            name=str(message.author),
            seat=message.seat,
            for_name=str(behalf) if behalf else "",
            text=message.text,
            file=_file(message.attachment),
            at=message.created_at.isoformat(),
        )


def _file(attachment: Attachment | None) -> dict[str, Any] | None:
    if attachment is None:
        return None
    return {
        "id": attachment.key,
        "kind": attachment.kind,
        "name": attachment.name,
        "size": attachment.size,
    }


@dataclass(frozen=True)
class LineAdded(Event):
    """Something happened to the conversation, and a page shows what it now is."""

    type: ClassVar[str] = "line.added"
    id: str
    number: int
    happening: str
    author: str
    text: str
    text_en: str
    at: str

    @classmethod
    def of(cls, line: Message) -> "LineAdded":
        chinese, english = in_both_languages(line.happening, line.facts or {})
        return cls(
            id=line.key,
            number=line.number,
            happening=line.happening,
            author=encode(line.author_id) if line.author_id else "",
            text=chinese,
            text_en=english,
            at=line.created_at.isoformat(),
        )


@dataclass(frozen=True)
class MessageWithdrawn(Event):
    type: ClassVar[str] = "message.withdrawn"
    id: str
    number: int


@dataclass(frozen=True)
class ReportDecided(Event):
    """Something reported here was decided: each page looks whether it concerns its reader."""

    type: ClassVar[str] = "report.decided"


@dataclass(frozen=True)
class MessagesRead(Event):
    type: ClassVar[str] = "messages.read"
    seat: str
    number: int


@dataclass(frozen=True)
class ConversationRead(Event):
    """To the reader's own other pages: this conversation is unread no longer."""

    type: ClassVar[str] = "conversation.read"
    id: str
    number: int


@dataclass(frozen=True)
class ParticipantCame(Event):
    type: ClassVar[str] = "participant.came"
    id: str
    name: str
    seat: str

    @classmethod
    def of(cls, participant: Participant) -> "ParticipantCame":
        return cls(
            id=encode(participant.user_id), name=str(participant.user), seat=participant.seat
        )


@dataclass(frozen=True)
class ParticipantLeft(Event):
    type: ClassVar[str] = "participant.left"
    id: str


@dataclass(frozen=True)
class ConversationMoved(Event):
    """For lists of conversations: who wrote last, and since when an answer is awaited."""

    type: ClassVar[str] = "conversation.moved"
    id: str
    number: int
    name: str
    preview: str
    at: str
    waiting_since: str

    @classmethod
    def of(cls, conversation: Conversation, message: Message) -> "ConversationMoved":
        since = conversation.waiting_since
        return cls(
            id=conversation.key,
            number=message.number,
            name=str(message.author or ""),
            preview="" if message.happening else message.shown_text[:60],
            at=message.created_at.isoformat(),
            waiting_since=since.isoformat() if since else "",
        )


def company_moves(
    moved: ConversationMoved,
    conversation: Conversation,
    company: Iterable[UUID],
    author: UUID | None = None,
) -> list[tuple[str, Event]]:
    """What tells those who sit beside the jobseeker, and the jobseeker of what one of them said.

    Without names and words: these streams outlive what was said in the conversation.
    """
    people = set(company)
    if not people:
        return []
    if author in people and conversation.jobseeker_id:
        people.add(conversation.jobseeker_id)
    wordless = replace(moved, name="", preview="")
    return [(user_stream(person), wordless) for person in sorted(people - {author})]


@dataclass(frozen=True)
class Typing(Event):
    """A latest value of each person: they write now, or have just stopped.

    `at` makes news of the same said again: who writes on says so every few seconds, and a
    page believes it no longer than it lasts.
    """

    type: ClassVar[str] = "typing"
    lasts: ClassVar[float | None] = 6
    id: str
    name: str
    is_typing: bool
    at: str

    @property
    def mark(self) -> str:
        return f"{self.type} {self.id}"


@dataclass(frozen=True)
class ConversationTyping(Event):
    """The same for a list of conversations, of each person in each of them."""

    type: ClassVar[str] = "conversation.typing"
    lasts: ClassVar[float | None] = 6
    id: str
    person: str
    name: str
    is_typing: bool
    at: str

    @property
    def mark(self) -> str:
        return f"{self.type} {self.id} {self.person}"
