"""Asking somebody to sit beside: by name whom one knows, or by a link for whoever holds it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.services.invitations import fingerprint
from jobfair.chat.models import (
    Conversation,
    Participant,
    Seat,
    SeatInvitation,
)
from jobfair.chat.permissions import may_add_beside, seat_of
from jobfair.chat.selectors import known_helpers
from jobfair.chat.services.guard import locked
from jobfair.chat.services.people import add_beside, seat_beside, to_seat_beside
from jobfair.common.errors import Conflict, Invalid, Missing

LASTS = timedelta(days=7)
SECRET_BYTES = 20
MOST_OPEN = 10


@dataclass(frozen=True)
class IssuedSeat:
    """A fresh invitation with its secret, which nobody can read again later."""

    invitation: SeatInvitation
    secret: str


@transaction.atomic
def ask_by_name(actor: User, *, conversation: Conversation, user: User, seat: Seat) -> Participant:
    """Ask in an adviser of the fair, or somebody who sat beside this jobseeker before."""
    if (user, seat) not in known_helpers(conversation):
        raise Invalid("helper_unknown", _("请从名单里选一位。"), {"helper": _("请重新选择。")})
    return add_beside(actor, conversation=conversation, user=user, seat=seat)


@transaction.atomic
def invite_beside(
    actor: User, *, conversation: Conversation, seat: Seat, now: datetime | None = None
) -> IssuedSeat:
    """Make a link that gives one person a seat, for a week."""
    now = now or timezone.now()
    conversation = to_seat_beside(actor, conversation, seat)
    if conversation.seat_invitations.usable(now).count() >= MOST_OPEN:
        raise Conflict("seats_open", _("还有 10 个链接没有人用。请先撤回一个。"))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = SeatInvitation.objects.create(
        conversation=conversation,
        seat=seat,
        fingerprint=fingerprint(secret),
        invited_by=actor,
        expires_at=now + LASTS,
    )
    return IssuedSeat(invitation, secret)


@transaction.atomic
def withdraw_seat_invitation(actor: User, *, invitation: SeatInvitation) -> None:
    """Make the link worthless; one that was taken up or withdrawn stays as it is."""
    if not may_add_beside(actor, invitation.conversation):
        raise Missing("no_invitation", _("没有找到这个邀请。"))
    rows = SeatInvitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now())


def seat_behind(secret: str, *, reader: User | None, now: datetime | None = None) -> SeatInvitation:
    """The invitation a link leads to; a refusal says why it leads to none."""
    rows = SeatInvitation.objects.select_related(
        "conversation__booth__employer", "conversation__booth__fair", "conversation__jobseeker"
    )
    invitation = rows.filter(fingerprint=fingerprint(secret)).first()
    if invitation is None:
        raise Missing("invitation_unknown", _("这个邀请链接不对。请检查链接是否复制完整。"))
    if invitation.accepted_at is not None:
        if reader is None or invitation.accepted_by_id != reader.pk:
            raise Conflict("invitation_used", _("这个邀请已经用过了，请让求职者再发一个。"))
    elif invitation.withdrawn_at is not None:
        raise Conflict("invitation_withdrawn", _("这个邀请已经撤回。可以问问请您的求职者。"))
    elif invitation.expires_at <= (now or timezone.now()):
        raise Conflict("invitation_expired", _("这个邀请已经过期，请让求职者再发一个。"))
    return invitation


@transaction.atomic
def take_seat(actor: User, *, secret: str, now: datetime | None = None) -> Conversation:
    """Sit down beside the jobseeker; a second time by the same person changes nothing."""
    conversation = locked(seat_behind(secret, reader=actor, now=now).conversation)
    invitation = seat_behind(secret, reader=actor, now=now)
    if invitation.accepted_at is not None:
        return conversation
    if seat_of(actor, conversation) in (Seat.JOBSEEKER, Seat.REP):
        raise Conflict("seat_taken", _("您已经在这个会话里了。请把链接发给要来的人。"))
    invitation.accepted_by, invitation.accepted_at = actor, now or timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    seat_beside(conversation, user=actor, seat=Seat(invitation.seat))
    return conversation
