"""Somebody gives up their account: what was said with them goes, the conversations stay as rows."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import User
from jobfair.booths.events import staff_stream
from jobfair.chat.events import MessageWithdrawn, conversation_stream, list_streams
from jobfair.chat.happenings import Happening, without_name
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    Attachment,
    Conversation,
    Draft,
    HandoverState,
    Message,
    Participant,
    Phrase,
    Side,
)
from jobfair.chat.services.attaching import remove_file
from jobfair.chat.services.guard import locked
from jobfair.chat.services.noting import note
from jobfair.chat.services.people import vacate
from jobfair.chat.services.stopping import record_stop
from jobfair.common.rows import lock_all
from jobfair.outbox.services import forget_streams, publish, publish_all


def hold_talk(actor: User) -> set[str]:
    """Lock every conversation the actor has a part in; the lists that will be told of the leaving.

    Whoever speaks locks the conversation first and its booth's stream after it; the other
    way round each would wait for the other.
    """
    beside = Q(pk__in=_seats_beside(actor).values("conversation"))
    part = Q(jobseeker=actor) | Q(held_by=actor) | beside
    talks = lock_all(Conversation, Conversation.objects.filter(part).values_list("pk", flat=True))
    lists = (list_streams(one, is_own_word=False) for one in talks if one.jobseeker_id)
    company = Participant.objects.filter(conversation__in=talks, seat__in=BESIDE_JOBSEEKER)
    people = {user_stream(person) for person in company.values_list("user", flat=True)}
    return people.union(*lists)


@transaction.atomic
def forget_talk(actor: User, *, name: str) -> None:
    """Delete every word of the actor's own conversations, their files and the reps' notes on them.

    Each ends for good. Rows, numbers and times stay, so that figures stay exact; what was
    reported is kept for who decides. In the conversations of others the actor leaves the
    seat, and `name`, what the actor was called, gives way to a neutral word.
    """
    now = timezone.now()
    own = list(Conversation.objects.filter(jobseeker=actor).order_by("pk"))
    _forget_what_was_told(actor, own)
    _take_name_away(actor, name)
    for conversation in own:
        _end(actor, locked(conversation), now)
    for seat in _seats_beside(actor).select_related("conversation").order_by("conversation"):
        _rise(actor, seat, now)
    Draft.objects.filter(user=actor).delete()
    Phrase.objects.filter(owner=actor).delete()
    Conversation.objects.filter(held_by=actor).update(held_by=None)


def _seats_beside(actor: User) -> QuerySet[Participant]:
    return Participant.objects.filter(user=actor, left_at=None, seat__in=BESIDE_JOBSEEKER)


def _forget_what_was_told(actor: User, own: list[Conversation]) -> None:
    """Stored events hold words and names: of these conversations, and in the lists that showed them."""
    taken = Participant.objects.filter(user=actor).values_list("conversation", flat=True)
    told = {conversation_stream(key) for key in [*taken, *(one.pk for one in own)]}
    forget_streams(told | {staff_stream(one.booth_id) for one in own})


def _end(actor: User, conversation: Conversation, now: datetime) -> None:
    """The conversation is locked."""
    _forget_words(conversation, now)
    conversation.notes.all().delete()
    conversation.drafts.all().delete()
    open_links = conversation.seat_invitations.filter(accepted_at=None, withdrawn_at=None)
    open_links.update(withdrawn_at=now)
    conversation.handovers.standing().update(state=HandoverState.DECLINED, answered_at=now)
    conversation.handovers.update(reason="", history_to=None)
    _let_company_go(conversation, now)
    record_stop(actor, Side.JOBSEEKER, conversation)
    note(conversation, Happening.ERASED, by=actor)


def _forget_words(conversation: Conversation, now: datetime) -> None:
    """Every message stands as taken back, on open pages too; files go once this is committed."""
    said = conversation.messages.filter(happening="")
    gone = list(said.filter(withdrawn_at=None).order_by("number"))
    files = Attachment.objects.filter(message__conversation=conversation, message__reports=None)
    _remove_after_commit(files, now)
    files.update(name="")
    said.update(text="", withdrawn_at=Coalesce("withdrawn_at", now))
    stream = conversation_stream(conversation.pk)
    publish_all([(stream, MessageWithdrawn(id=one.key, number=one.number)) for one in gone])


def _remove_after_commit(files: QuerySet[Attachment], now: datetime) -> None:
    due = list(files.filter(removed_at=None))

    def remove() -> None:
        for attachment in due:
            remove_file(attachment, now)

    transaction.on_commit(remove, robust=True)


def _let_company_go(conversation: Conversation, now: datetime) -> None:
    for seat in conversation.participants.filter(left_at=None, seat__in=BESIDE_JOBSEEKER):
        vacate(seat, now)
        publish(user_stream(seat.user_id), RightsChanged())


def _rise(actor: User, seat: Participant, now: datetime) -> None:
    """Leave a seat beside somebody else."""
    conversation = locked(seat.conversation)
    vacate(seat, now)
    facts = without_name(Happening.LEFT, {"name": "", "seat": seat.seat}, "", is_doer=True)
    note(conversation, Happening.LEFT, by=actor, **facts)


def _take_name_away(actor: User, name: str) -> None:
    """The lines of conversations keep names as they were: of what the actor did, and of whom it was done to."""
    near = Q(conversation__participants__user=actor) | Q(conversation__handovers__to_user=actor)
    lines = Message.objects.exclude(happening="").filter(Q(author=actor) | near).distinct()
    changed = []
    for line in lines:
        facts = without_name(
            line.happening, line.facts or {}, name, is_doer=line.author_id == actor.pk
        )
        if facts != line.facts:
            line.facts = facts
            changed.append(line)
    Message.objects.bulk_update(changed, ["facts"], batch_size=200)
