"""Conversations and messages as pages show them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth
from jobfair.chat.events import conversation_stream
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    Conversation,
    Handover,
    HandoverState,
    Message,
    Note,
    Participant,
    Phrase,
    Report,
    Seat,
    Side,
)
from jobfair.fairs.models import Fair, FairState
from jobfair.outbox.selectors import position

PAGE = 50
REPORTABLE = 20
TOLD_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Transcript:
    """A page of messages in order, true of stream number `seq` or later."""

    seq: int
    messages: list[Message]
    has_older: bool

    def first_unread(self, reader: User, read_to: int) -> int | None:
        """The number of the first thing others said after what this person has read.

        None as well where nothing stands before it: a new conversation needs no mark.
        """
        said = (message for message in self.messages if message.author_id != reader.pk)
        first = next((message for message in said if message.number > read_to), None)
        stands_alone = not self.has_older and self.messages[:1] == [first]
        return first.number if first and not stands_alone else None


def transcript(conversation: Conversation, before: int | None = None) -> Transcript:
    """The newest messages, or the page before a number.

    The stream's number is read first: an event applied twice changes nothing, one
    skipped would be lost.
    """
    seq = position(conversation_stream(conversation.pk))
    rows = conversation.messages.select_related("author", "on_behalf_of", "attachment").order_by(
        "-number"
    )
    if before is not None:
        rows = rows.filter(number__lt=before)
    page = list(rows[: PAGE + 1])
    return Transcript(seq, page[:PAGE][::-1], len(page) > PAGE)


def messages_up_to(conversation: Conversation, number: int) -> list[Message]:
    """What was said up to a number, in order."""
    rows = conversation.messages.filter(number__lte=number).order_by("number")
    return list(rows.select_related("author", "on_behalf_of", "attachment"))


@dataclass(frozen=True)
class Handed:
    """What was asked about a conversation, where it went, and where it came from."""

    asked: Handover | None
    gone: Handover | None
    came: list[Handover]


def handed(conversation: Conversation) -> Handed:
    rows = Handover.objects.in_full().filter(Q(conversation=conversation) | Q(arrived=conversation))
    found = list(
        rows.filter(state__in=[HandoverState.OFFERED, HandoverState.ACCEPTED]).order_by(
            "created_at"
        )
    )
    from_here = [one for one in found if one.conversation_id == conversation.pk]
    return Handed(
        asked=next((one for one in from_here if one.state == HandoverState.OFFERED), None),
        gone=next((one for one in reversed(from_here) if one.arrived_id), None),
        came=[one for one in found if one.arrived_id == conversation.pk and one.history_to],
    )


def known_helpers(conversation: Conversation) -> list[tuple[User, Seat]]:
    """Whom the jobseeker may ask in by name: who sat beside them before, the fair's advisers."""
    earlier = Participant.objects.filter(
        conversation__jobseeker=conversation.jobseeker_id, seat__in=BESIDE_JOBSEEKER
    )
    found = [(one.user, Seat(one.seat)) for one in earlier.select_related("user")]
    fair = conversation.booth.fair
    bodies = [fair.organiser_id, *fair.co_organisers.values_list("pk", flat=True)]
    advisers = User.objects.filter(
        memberships__role=Role.ADVISER, memberships__organiser__in=bodies
    )
    found += [(one, Seat.ADVISER) for one in advisers.order_by("name")]
    seated = conversation.participants.filter(left_at=None).values_list("user", flat=True)
    here = {*seated, conversation.jobseeker_id}
    return [pair for pair in dict.fromkeys(found) if pair[0].is_active and pair[0].pk not in here]


def sides_that_stop(conversation: Conversation) -> set[Side]:
    """Whose newest step is to stop this conversation."""
    steps = {Side(step.side): step.is_stop for step in conversation.stop_steps.all()}
    return {side for side, is_stop in steps.items() if is_stop}


def around_message(message: Message, each_way: int = 5) -> list[Message]:
    """A message and a few before and after it, in order: what an organiser sees of a report."""
    near = (message.number - each_way, message.number + each_way)
    rows = message.conversation.messages.filter(number__range=near).order_by("number")
    return list(rows.select_related("author", "on_behalf_of", "attachment"))


def reportable(conversation: Conversation, user: User) -> list[Message]:
    """The newest messages of other people."""
    others = conversation.messages.filter(happening="").exclude(author=user)
    return list(others.select_related("author").order_by("-number")[:REPORTABLE])


def told_about(user: User) -> QuerySet[Report]:
    """Reports this person made, and decided ones about what they said, the newest first."""
    about = Q(reporter=user) | Q(message__author=user, decision__isnull=False)
    return Report.objects.in_full().filter(about).order_by("-created_at")


def is_told_here(conversation: Conversation, user: User) -> bool:
    """Whether something was decided here, of late, that concerns this person."""
    since = timezone.now() - TOLD_FOR
    decided = told_about(user).filter(decision__created_at__gt=since)
    return decided.filter(message__conversation=conversation).exists()


def talks_with_booths(fair: Fair, user: User) -> QuerySet[Conversation]:
    """What the organiser and the booths of a fair have said to each other, the newest first."""
    rows = Conversation.objects.with_organiser().filter(booth__fair=fair, last_number__gt=0)
    rows = rows.select_related("booth__employer", "booth__zone")
    return rows.annotate(has_news=_unread_by(user)).order_by("-last_at")


def booths_with_news(fair: Fair, user: User) -> int:
    """How many booths wrote to the organiser what this person has not read."""
    rows = Conversation.objects.with_organiser().filter(booth__fair=fair)
    return rows.filter(_unread_by(user)).count()


def conversations_of(user: User) -> QuerySet[Conversation]:
    """The jobseeker side's list, newest first."""
    rows = Conversation.objects.of_person(user).select_related(
        "booth__employer", "booth__zone", "booth__fair", "jobseeker"
    )
    return rows.annotate(has_news=_unread_by(user)).order_by("-last_at")


def desk_conversations(booth: Booth, user: User) -> QuerySet[Conversation]:
    """The booth's list: the organiser on top, then who waits longest, then the newest."""
    rows = booth.conversations.filter(last_number__gt=0)
    rows = rows.select_related("jobseeker", "booth__fair__organiser")
    return rows.annotate(has_news=_unread_by(user)).order_by(
        "-kind", F("waiting_since").asc(nulls_last=True), "-last_at"
    )


def with_last_messages(conversations: Iterable[Conversation]) -> list[Conversation]:
    """The same, each with `last_message`: the newest thing said or that happened in it."""
    listed = list(conversations)
    newest = Message.objects.filter(
        conversation__in=listed, number=F("conversation__last_number")
    ).select_related("author", "attachment")
    found = {message.conversation_id: message for message in newest}
    for one in listed:
        one.last_message = found.get(one.pk)
    return listed


def waiting_changed() -> list[tuple[UUID, int, UUID | None]]:
    """Booths of open fairs and how many wait for their answer, where that is not yet known.

    Beside each the conversation in which somebody began to wait last.
    """
    waits = Count("conversations", filter=Q(conversations__waiting_since__isnull=False))
    rows = Booth.objects.filter(fair__state=FairState.OPEN).annotate(now_waiting=waits)
    waiting = Conversation.objects.unanswered().filter(booth=OuterRef("pk"))
    newest = Subquery(waiting.order_by("-waiting_since").values("pk")[:1])
    changed = rows.exclude(waiting=F("now_waiting")).annotate(newest=newest)
    return list(changed.values_list("pk", "now_waiting", "newest"))


def phrases_for(booth: Booth, user: User) -> QuerySet[Phrase]:
    """The rep's own phrases and the shared ones."""
    return Phrase.objects.filter(Q(owner=user) | Q(owner=None), employer=booth.employer_id)


def unread_of(user: User) -> int:
    """In how many conversations on the jobseeker's side others said what this person has not read."""
    return Conversation.objects.of_person(user).filter(_unread_by(user)).count()


def waiting_for(employers: Collection[UUID]) -> int:
    """How many people wait for an answer of these employers."""
    rows = Conversation.objects.filter(booth__employer__in=employers)
    return rows.filter(waiting_since__isnull=False).count()


def _unread_by(user: User) -> Exists:
    """Whether somebody else said something after what this person has read."""
    mine = Participant.objects.filter(conversation=OuterRef(OuterRef("pk")), user=user)
    read_to = Coalesce(Subquery(mine.values("read_to")[:1]), 0)
    said = Message.objects.filter(conversation=OuterRef("pk"), number__gt=read_to)
    return Exists(said.exclude(author=user))


def notes_on(conversation: Conversation) -> QuerySet[Note]:
    """What the reps of the booth's employer have written down, the oldest first."""
    rows = conversation.notes.filter(employer=conversation.booth.employer_id)
    return rows.select_related("author")
