"""Handing a conversation on: asked by a rep, decided by the jobseeker, moved by nobody before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import may_represent
from jobfair.booths.models import Booth
from jobfair.chat.happenings import Happening
from jobfair.chat.models import BESIDE_JOBSEEKER, Conversation, Handover, HandoverState, Seat
from jobfair.chat.permissions import may_answer_handover, may_hand_over, may_take_back_handover
from jobfair.chat.services.guard import locked, refuse_stopped, seated
from jobfair.chat.services.noting import note
from jobfair.chat.services.people import seat_beside
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed

AT_LEAST = timedelta(days=1)


@transaction.atomic
def offer_handover(
    actor: User,
    *,
    conversation: Conversation,
    to_user: User | None = None,
    to_booth: Booth | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Handover:
    """Ask the jobseeker to go on with a colleague, or with another booth of the fair.

    The question stands until the fair ends, a day at the least.
    """
    seated(actor, conversation)
    if not may_hand_over(actor, conversation):
        raise NotAllowed("not_rep", _("只有这家单位的招聘人员可以转交会话。"))
    conversation = locked(conversation)
    refuse_stopped(conversation)
    target = _target(actor, conversation, to_user, to_booth)
    if conversation.handovers.standing().exists():
        raise Conflict("handover_standing", _("已经有一个转交在等求职者决定。可以先收回它。"))
    handover = Handover.objects.create(
        conversation=conversation,
        to_booth=target,
        to_user=to_user,
        offered_by=actor,
        reason=reason.strip()[:200],
        expires_at=max(conversation.booth.fair.ends_at, (now or timezone.now()) + AT_LEAST),
    )
    host = {"host": str(actor)}
    if to_user:
        note(conversation, Happening.ASKED_COLLEAGUE, by=actor, name=str(to_user), **host)
    else:
        note(conversation, Happening.ASKED_BOOTH, by=actor, **host, **_named(target))
    return handover


@transaction.atomic
def take_back_handover(actor: User, *, handover: Handover) -> Handover:
    """Ask no longer; when it was decided or taken back meanwhile nothing changes."""
    if not may_take_back_handover(actor, handover):
        raise Missing("no_handover", _("没有找到这个转交。"))
    handover, conversation = _held(handover)
    if handover.state == HandoverState.OFFERED:
        _settle(handover, HandoverState.TAKEN_BACK, timezone.now())
        note(conversation, Happening.TAKEN_BACK, by=actor, host=str(actor))
    return handover


@transaction.atomic
def decline_handover(actor: User, *, handover: Handover) -> Handover:
    """Stay where one is."""
    handover, conversation = _to_answer(actor, handover)
    if handover.state == HandoverState.OFFERED:
        _settle(handover, HandoverState.DECLINED, timezone.now())
        note(conversation, Happening.DECLINED, by=actor, name=str(actor))
    return handover


@transaction.atomic
def accept_handover(
    actor: User, *, handover: Handover, shows_history: bool = False
) -> Conversation:
    """Go on with the colleague or the other booth; the conversation in which one goes on.

    The other booth reads the messages up to now when `shows_history`, else nothing.
    """
    handover, conversation = _to_answer(actor, handover)
    if handover.state == HandoverState.ACCEPTED:
        return handover.arrived or conversation
    if handover.state != HandoverState.OFFERED:
        raise Conflict("handover_over", _("这个转交已经不等您决定了，会话照旧。"))
    if handover.to_user:
        return _held_by_colleague(actor, handover, conversation)
    return _moved(actor, handover, conversation, shows_history)


@transaction.atomic
def close_history(actor: User, *, handover: Handover) -> Handover:
    """Show the earlier conversation no longer; the other booth finds nothing from now on."""
    handover, conversation = _to_answer(actor, handover)
    if handover.history_to is not None and handover.arrived:
        handover.history_to = None
        handover.save(update_fields=["history_to"])
        seeker = {"seeker": str(actor)}
        told = _named(conversation.booth) | seeker
        note(locked(handover.arrived), Happening.HISTORY_CLOSED, by=actor, **told)
    return handover


def expire_handovers(now: datetime) -> int:
    """Let go of what nobody answered in time; how many."""
    return sum(_expired(handover, now) for handover in Handover.objects.overdue(now))


@transaction.atomic
def _expired(handover: Handover, now: datetime) -> int:
    handover, conversation = _held(handover)
    if handover.state != HandoverState.OFFERED:
        return 0
    _settle(handover, HandoverState.EXPIRED, now)
    note(conversation, Happening.EXPIRED, by=None)
    return 1


def _target(
    actor: User, conversation: Conversation, to_user: User | None, to_booth: Booth | None
) -> Booth:
    own = conversation.booth
    if to_user and not to_booth:
        if to_user.pk != actor.pk and may_represent(to_user, own.employer):
            return own
    elif to_booth and to_booth.pk != own.pk:
        found = Booth.objects.public().filter(fair=own.fair_id, pk=to_booth.pk)
        if target := found.select_related("employer").first():
            return target
    raise Invalid(
        "handover_target", _("请选择一位同事，或同一场招聘会的另一个展位。"), {"to": _("请选择。")}
    )


def _to_answer(actor: User, handover: Handover) -> tuple[Handover, Conversation]:
    if not may_answer_handover(actor, handover):
        raise Missing("no_handover", _("没有找到这个转交。"))
    return _held(handover)


def _held(handover: Handover) -> tuple[Handover, Conversation]:
    """The conversation locked, and the hand-over as it stands now."""
    conversation = locked(handover.conversation)
    return Handover.objects.in_full().select_related("arrived").get(pk=handover.pk), conversation


def _settle(handover: Handover, state: HandoverState, now: datetime) -> None:
    handover.state, handover.answered_at = state, now
    handover.save()


def _held_by_colleague(actor: User, handover: Handover, conversation: Conversation) -> Conversation:
    _settle(handover, HandoverState.ACCEPTED, timezone.now())
    conversation.held_by = handover.to_user
    conversation.save(update_fields=["held_by"])
    names = {"seeker": str(actor), "name": str(handover.to_user)}
    note(conversation, Happening.HELD, by=actor, **names)
    return conversation


def _moved(
    actor: User, handover: Handover, conversation: Conversation, shows_history: bool
) -> Conversation:
    now = timezone.now()
    made, _new = Conversation.objects.get_or_create(booth=handover.to_booth, jobseeker=actor)
    arrived = locked(made)
    refuse_stopped(arrived)
    handover.arrived = arrived
    handover.history_to = conversation.last_number if shows_history else None
    _settle(handover, HandoverState.ACCEPTED, now)
    _carry_wait(conversation, arrived, now)
    seeker = {"seeker": str(actor)}
    note(conversation, Happening.MOVED, by=actor, **seeker, **_named(handover.to_booth))
    happening = Happening.ARRIVED_OPEN if shows_history else Happening.ARRIVED
    note(arrived, happening, by=actor, **seeker, **_named(conversation.booth))
    beside = conversation.participants.filter(left_at=None, seat__in=BESIDE_JOBSEEKER)
    for one in beside.select_related("user"):
        seat_beside(arrived, user=one.user, seat=Seat(one.seat))
    return arrived


def _carry_wait(conversation: Conversation, arrived: Conversation, now: datetime) -> None:
    """Who waited goes on waiting since then; the other booth is asked when they write there."""
    since = conversation.waiting_since or now
    arrived.waiting_since = min(since, arrived.waiting_since or since)
    arrived.save(update_fields=["waiting_since"])
    conversation.waiting_since = None
    conversation.save(update_fields=["waiting_since"])


def _named(booth: Booth) -> dict[str, str]:
    return {"booth": booth.employer.name, "booth_en": booth.employer.name_en}
