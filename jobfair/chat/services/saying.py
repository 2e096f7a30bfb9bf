"""Saying things: many at once, so that people who speak at the same time share one commit.

Everything that the rules need is read in a few queries for the whole batch, each
message is judged by itself, and what was accepted is stored and told together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.selectors import read_roles
from jobfair.booths.models import Booth
from jobfair.chat.events import (
    ConversationMoved,
    MessageSent,
    ParticipantCame,
    company_moves,
    conversation_stream,
    list_streams,
)
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    FOR_A_BODY,
    LONGEST_TEXT,
    Attachment,
    Conversation,
    Draft,
    Message,
    Participant,
    Seat,
)
from jobfair.chat.services.guard import refuse_stopped, seated
from jobfair.chat.services.pace import pace
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing, NotAllowed
from jobfair.common.ids import is_cid
from jobfair.common.rows import delete_all, find_all, insert_all, lock_all, update_all
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish_all

TURN = "last_number last_at waiting_since first_asked_at first_answered_at".split()


@dataclass(frozen=True)
class Saying:
    """One wish to say something; `for_jobseeker` in the jobseeker's name, by someone beside.

    An attachment is stored already; its text describes it.
    """

    actor: User
    conversation_id: UUID
    cid: str
    text: str
    for_jobseeker: bool = False
    attachment: Attachment | None = None


Said = Message | DomainError


def send_message(
    actor: User, *, conversation: Conversation, cid: str, text: str, for_jobseeker: bool = False
) -> Message:
    """Say something, once for each `cid` (32 hex digits made by the client).

    The same again gives the same message; the same `cid` with other words is a Conflict.
    """
    return say(Saying(actor, conversation.pk, cid, text, for_jobseeker))


def say(saying: Saying) -> Message:
    """Say one thing; raises why it was refused."""
    (said,) = send_messages([saying])
    if isinstance(said, DomainError):
        raise said
    return said


@transaction.atomic
def send_messages(sayings: Sequence[Saying]) -> list[Said]:
    """An answer for each saying, in order; a refusal of one touches no other."""
    batch = Batch(sayings)
    answers = [batch.judged(saying) for saying in sayings]
    batch.store()
    return answers


class Batch:
    """The conversations and earlier messages that a batch speaks of, and what it adds."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        talks = lock_all(Conversation, {saying.conversation_id for saying in sayings})
        self._conversations = {talk.pk: talk for talk in talks}
        self._read_seats()
        others = [saying for saying in sayings if not self._is_own(saying)]
        self._read_booths({saying.conversation_id for saying in others})
        read_roles(saying.actor for saying in others)
        named = {(saying.actor.pk, saying.cid) for saying in sayings}
        earlier = find_all(Message, ("author", "cid"), named)
        self._known = {(message.author_id, message.cid): message for message in earlier}
        self._new: list[Message] = []
        self._told: list[tuple[str, Event]] = []

    def _read_seats(self) -> None:
        """Who has sat in each conversation, and who sits beside its jobseeker now."""
        seats = find_all(Participant, ["conversation"], [(key,) for key in self._conversations])
        self._seated = {(seat.conversation_id, seat.user_id) for seat in seats}
        self._company: defaultdict[UUID, list[UUID]] = defaultdict(list)
        for seat in seats:
            if seat.left_at is None and seat.seat in BESIDE_JOBSEEKER:
                self._company[seat.conversation_id].append(seat.user_id)

    def _read_booths(self, keys: set[UUID]) -> None:
        """Whose booth it is matters only where somebody else than its jobseeker speaks."""
        talks = [talk for key, talk in self._conversations.items() if key in keys]
        booths = find_all(Booth, ["id"], {(talk.booth_id,) for talk in talks})
        stands = {booth.pk: booth for booth in booths}
        for talk in talks:
            talk.booth = stands[talk.booth_id]

    def _is_own(self, saying: Saying) -> bool:
        """Whether a jobseeker speaks in their own conversation, for which no role is needed."""
        conversation = self._conversations.get(saying.conversation_id)
        return conversation is not None and conversation.jobseeker_id == saying.actor.pk

    def judged(self, saying: Saying) -> Said:
        try:
            return self._say(saying)
        except DomainError as refusal:
            return refusal

    def _say(self, saying: Saying) -> Message:
        text = checked_text(saying.cid, saying.text)
        conversation = self._conversations.get(saying.conversation_id)
        if conversation is None:
            raise Missing("no_conversation", _("没有找到这个会话。"))
        seat = seated(saying.actor, conversation)
        if saying.for_jobseeker and seat not in BESIDE_JOBSEEKER:
            raise NotAllowed("not_beside", _("只有陪同人、手语翻译和就业指导员可以代写。"))
        said = self._known.get((saying.actor.pk, saying.cid))
        if said is not None:
            return same_message(said, saying, text)
        refuse_stopped(conversation)
        pace.keep(saying.actor)
        return self._added(saying, conversation, seat, text)

    def _added(self, saying: Saying, conversation: Conversation, seat: Seat, text: str) -> Message:
        message = Message(
            conversation=conversation,
            number=conversation.last_number + 1,
            author=saying.actor,
            seat=seat,
            on_behalf_of=conversation.jobseeker if saying.for_jobseeker else None,
            cid=saying.cid,
            text=text,
            attachment=saying.attachment,
        )
        note_turn(conversation, message)
        self._known[saying.actor.pk, saying.cid] = message
        self._new.append(message)
        self._told.append((conversation_stream(conversation.pk), MessageSent.of(message)))
        company = self._company[conversation.pk]
        self._told.extend(list_moves(conversation, message, company))
        return message

    def store(self) -> None:
        """Write and tell what was accepted."""
        if not self._new:
            return
        insert_all(self._new)
        self._seat_speakers()
        update_all([*{message.conversation for message in self._new}], TURN)
        self._forget_drafts()
        publish_all(self._told)

    def _seat_speakers(self) -> None:
        """Who speaks for a body for the first time takes a seat, and everybody is told."""
        spoke = {(m.conversation_id, m.author_id): m for m in self._new if m.seat in FOR_A_BODY}
        seated_now = [
            Participant(conversation=message.conversation, user=message.author, seat=message.seat)
            for who, message in spoke.items()
            if who not in self._seated
        ]
        if not seated_now:
            return
        Participant.objects.bulk_create(seated_now)
        for one in seated_now:
            stream = conversation_stream(one.conversation_id)
            self._told.append((stream, ParticipantCame.of(one)))

    def _forget_drafts(self) -> None:
        spoke = {(message.conversation_id, message.author_id) for message in self._new}
        delete_all(Draft, ("conversation", "user"), spoke)


def checked_text(cid: str, text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not is_cid(cid):
        raise Invalid("cid_malformed", _("消息没有发出。请刷新页面再试，您写的内容会保留。"))
    if not text:
        raise Invalid("text_empty", _("请先写内容，再发送。"), {"text": _("请先写内容。")})
    if len(text) > LONGEST_TEXT:
        count = {"count": len(text)}
        reason = _("一条消息最多 2000 字，现在是 %(count)d 字。请分成几条发送。") % count
        raise Invalid("text_too_long", reason, {"text": reason})
    return text


def same_message(said: Message, saying: Saying, text: str) -> Message:
    is_same = said.conversation_id == saying.conversation_id and said.text == text
    is_same &= (said.on_behalf_of_id is not None) == saying.for_jobseeker
    if not is_same or not same_file(said.attachment, saying.attachment):
        raise Conflict("cid_reused", _("这条消息已用同一编号发出过别的内容。请刷新页面再发。"))
    return said


def same_file(one: Attachment | None, other: Attachment | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.digest == other.digest


def note_turn(conversation: Conversation, message: Message) -> None:
    """Whose turn it is now, and when the first question and answer came."""
    conversation.last_number, conversation.last_at = message.number, message.created_at
    if conversation.is_with_organiser:
        return
    if message.seat == Seat.REP:
        conversation.waiting_since = None
        if conversation.first_asked_at and not conversation.first_answered_at:
            conversation.first_answered_at = message.created_at
    else:
        conversation.waiting_since = conversation.waiting_since or message.created_at
        conversation.first_asked_at = conversation.first_asked_at or message.created_at


def list_moves(
    conversation: Conversation, message: Message, company: Sequence[UUID] = ()
) -> list[tuple[str, Event]]:
    """What tells the booth's desk, the other side's list, and this company beside the jobseeker."""
    moved = ConversationMoved.of(conversation, message)
    streams = list_streams(conversation, is_own_word=message.seat != Seat.REP)
    told = company_moves(moved, conversation, company, message.author_id)
    return [*((stream, moved) for stream in streams), *told]
