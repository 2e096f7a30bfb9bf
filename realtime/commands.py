"""What a socket can ask to be done: each verb checks its words and calls one service.

Every one of them can also be done by a form post; the services are the same.
"""

from collections.abc import Awaitable, Callable, Mapping
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.accounts.services import person_of
from jobfair.chat import services as chat
from jobfair.chat.models import Conversation
from jobfair.chat.services import Saying
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing, NotAllowed, TooMany
from jobfair.common.ids import decode
from jobfair.intents.models import Channel
from jobfair.intents.services import Wish
from jobfair.intents.steps import Side, Step
from realtime.protocol import MAX_ID, Code
from realtime.work import in_pool, in_writing
from realtime.writer import intents, messages

Given = Mapping[str, Any]
Answer = dict[str, Any]
E = TypeVar("E", bound=Enum)
#: Where the account of a socket keeps the id of its person.
OWN_RECORD = "own_record"
Command = Callable[[Any, Given], Awaitable[Answer]]


class Malformed(Exception):
    """A word is missing or of another kind; no client of ours sends that."""


async def send_message(user: Any, given: Given) -> Answer:
    saying = Saying(
        user,
        _key(given, "conversation"),
        cid=_word(given, "cid", str),
        text=_word(given, "text", str),
        for_jobseeker="for_jobseeker" in given and _word(given, "for_jobseeker", bool),
    )
    said = await messages.write(saying)
    if isinstance(said, DomainError):
        raise said
    return {"number": said.number, "id": said.key, "at": said.created_at.isoformat()}


async def record_intent(user: Any, given: Given) -> Answer:
    """One's own step; with `person` it is the booth's step about that person."""
    about = "person" in given
    person = _key(given, "person") if about else await _oneself(user)
    wish = Wish(
        user,
        person,
        _key(given, "position"),
        Side.EMPLOYER if about else Side.JOBSEEKER,
        _choice(given, "step", Step),
        _word(given, "cid", str),
        channel=_channel(given),
        corrects=_word(given, "corrects", int) if "corrects" in given else None,
        remark=_word(given, "remark", str) if "remark" in given else "",
    )
    answer = await intents.write(wish)
    if isinstance(answer, DomainError):
        raise answer
    return {
        "number": answer.entry.number,
        "id": answer.intent.key,
        "state": answer.intent.state,
        "at": answer.entry.at.isoformat(),
    }


async def _oneself(user: Any) -> UUID:
    """The person's own record, asked for once: one with an account never becomes part of another."""
    known: UUID | None = vars(user).get(OWN_RECORD)
    if known is None:
        known = (await in_pool(person_of, user)).pk
        setattr(user, OWN_RECORD, known)
    return known


def mark_read(user: Any, given: Given) -> Answer:
    number = _word(given, "number", int)
    if not 0 <= number <= MAX_ID:
        raise Malformed
    return {"number": chat.mark_read(user, conversation=_conversation(given), number=number)}


def save_draft(user: Any, given: Given) -> Answer:
    text = _word(given, "text", str)
    chat.save_draft(user, conversation=_conversation(given), text=text)
    return {}


def tell_typing(user: Any, given: Given) -> Answer:
    is_typing = _word(given, "is_typing", bool)
    chat.tell_typing(user, conversation=_conversation(given), is_typing=is_typing)
    return {}


def _pooled(command: Callable[[Any, Given], Answer]) -> Command:
    return lambda user, given: in_pool(command, user, given)


def _written(command: Callable[[Any, Given], Answer]) -> Command:
    return lambda user, given: in_writing(command, user, given)


COMMANDS: dict[str, Command] = {
    "chat.send": send_message,
    "chat.read": _written(mark_read),
    "chat.draft": _written(save_draft),
    "chat.typing": _pooled(tell_typing),
    "intent.record": record_intent,
}


def code_of(error: DomainError) -> Code:
    """The protocol's word for a refusal of the domain."""
    if error.code == "cid_reused":
        return Code.CID_REUSED
    kinds: dict[type[DomainError], Code] = {
        Invalid: Code.INVALID,
        NotAllowed: Code.NOT_ALLOWED,
        Missing: Code.NOT_ALLOWED,
        Conflict: Code.CONFLICT,
        TooMany: Code.TOO_MANY,
    }
    return kinds.get(type(error), Code.INVALID)


def _conversation(given: Given) -> Conversation:
    rows = Conversation.objects.select_related("booth__employer", "jobseeker")
    conversation = rows.filter(pk=_key(given, "conversation")).first()
    if conversation is None:
        raise Missing("no_conversation", _("没有找到这个会话。"))
    return conversation


def _key(given: Given, name: str) -> UUID:
    try:
        return decode(_word(given, name, str))
    except ValueError as error:
        raise Malformed from error


def _choice(given: Given, name: str, kind: type[E]) -> E:
    try:
        return kind(_word(given, name, str))
    except ValueError as error:
        raise Malformed from error


def _channel(given: Given) -> Channel:
    """Whether the button stood beside a conversation; how else one spoke, no client says."""
    channel = _choice(given, "channel", Channel) if "channel" in given else Channel.FORM
    if channel not in (Channel.FORM, Channel.CHAT):
        raise Malformed
    return channel


def _word(given: Given, name: str, kind: type) -> Any:
    value = given.get(name)
    if type(value) is not kind:
        raise Malformed
    return value
