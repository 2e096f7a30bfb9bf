"""Invitations by link: made, accepted once, withdrawn.

The link carries a random secret; only its SHA-256 is stored, so that whoever reads the
database cannot become anybody's colleague.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, Invitation, Membership, Organiser, User
from jobfair.accounts.permissions import may_invite, may_withdraw_invitation
from jobfair.accounts.roles import Role
from jobfair.accounts.selectors import with_nobody
from jobfair.accounts.services.roles import grant_role
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing, NotAllowed
from jobfair.common.phones import mobile_number

LASTS = timedelta(days=14)
SECRET_BYTES = 20

INVITED_TO: dict[type, tuple[Role, ...]] = {
    Employer: (Role.REP,),
    Organiser: (Role.ORGANISER, Role.ADVISER, Role.DOOR),
}


@dataclass(frozen=True)
class Issued:
    """A fresh invitation with its secret, which nobody can read again later."""

    invitation: Invitation
    secret: str


def invite(
    actor: User,
    *,
    role: Role,
    body: Organiser | Employer,
    email: str = "",
    phone: str = "",
    now: datetime | None = None,
) -> Issued:
    """Make a link that gives `role` for `body` to the one person who accepts it."""
    if not may_invite(actor, body):
        raise NotAllowed("not_colleague", _("您不能为这个单位邀请人员。"))
    return issue(actor, role=role, body=body, email=email, phone=phone, now=now)


@transaction.atomic
def invite_contacts(
    actor: User, *, employers: Iterable[Employer], now: datetime | None = None
) -> list[Issued]:
    """Invite the contact of each employer that has nobody yet, where there is an e-mail address."""
    now = now or timezone.now()
    keys = [employer.pk for employer in employers]
    rows = with_nobody(Employer.objects.select_for_update().filter(pk__in=keys), now)
    return [
        invite(actor, role=Role.REP, body=employer, email=employer.contact_email, now=now)
        for employer in rows.exclude(contact_email="").order_by("name")
    ]


@transaction.atomic
def issue(
    actor: User,
    *,
    role: Role,
    body: Organiser | Employer,
    email: str = "",
    phone: str = "",
    now: datetime | None = None,
) -> Issued:
    """As `invite`, for a caller that has already asked its own predicate."""
    if role not in INVITED_TO[type(body)]:
        raise Invalid("role_unfit", _("请从列表中选择身份。"), {"role": _("请重新选择。")})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation.objects.create(
        role=role,
        organiser=body if isinstance(body, Organiser) else None,
        employer=body if isinstance(body, Employer) else None,
        email=email.strip().lower(),
        phone=mobile_number(phone) if phone else "",
        fingerprint=fingerprint(secret),
        invited_by=actor,
        expires_at=(now or timezone.now()) + LASTS,
    )
    return Issued(invitation, secret)


def invitation_behind(
    secret: str, *, reader: User | None, now: datetime | None = None
) -> Invitation:
    """The invitation a link leads to; Missing or Conflict says why it leads to none.

    Whoever accepted it already finds it again.
    """
    rows = Invitation.objects.select_related("organiser", "employer", "invited_by")
    invitation = rows.filter(fingerprint=fingerprint(secret)).first()
    if invitation is None:
        raise Missing("invitation_unknown", _("这个邀请链接不对。请检查链接是否复制完整。"))
    refusal = _why_not(invitation, reader, now or timezone.now())
    if refusal is not None:
        raise refusal
    return invitation


@transaction.atomic
def accept_invitation(actor: User, *, secret: str, now: datetime | None = None) -> Membership:
    """Take the role; a second time by the same person changes nothing."""
    now = now or timezone.now()
    Invitation.objects.select_for_update().filter(fingerprint=fingerprint(secret)).first()
    invitation = invitation_behind(secret, reader=actor, now=now)
    if invitation.accepted_at is None:
        invitation.accepted_by, invitation.accepted_at = actor, now
        invitation.save(update_fields=["accepted_by", "accepted_at"])
        return _granted(actor, invitation)
    held = Membership.objects.filter(
        user=actor,
        role=invitation.role,
        organiser=invitation.organiser,
        employer=invitation.employer,
    ).first()
    if held is None:
        raise _used()
    return held


@transaction.atomic
def withdraw_invitation(actor: User, *, invitation: Invitation) -> Invitation:
    """Make the link worthless; a second time changes nothing."""
    if not may_withdraw_invitation(actor, invitation):
        raise NotAllowed("not_colleague", _("您不能撤回这个邀请。"))
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise Conflict("invitation_accepted", _("对方已经接受了邀请，不能再撤回。"))
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
    return invitation


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _granted(actor: User, invitation: Invitation) -> Membership:
    return grant_role(
        user=actor,
        role=Role(invitation.role),
        organiser=invitation.organiser,
        employer=invitation.employer,
    )


def _why_not(invitation: Invitation, reader: User | None, now: datetime) -> DomainError | None:
    if invitation.withdrawn_at is not None:
        return Conflict("invitation_withdrawn", _("这个邀请已经撤回。如有疑问，请联系邀请您的人。"))
    if invitation.accepted_at is not None:
        is_reader = reader is not None and invitation.accepted_by_id == reader.pk
        return None if is_reader else _used()
    if invitation.expires_at <= now:
        return Conflict(
            "invitation_expired", _("这个邀请已经过期（有效 14 天）。请让对方重新发一个。")
        )
    return None


def _used() -> Conflict:
    return Conflict(
        "invitation_used", _("这个邀请已经用过了，一个链接只能用一次。请让对方重新发一个。")
    )
