"""Reading what many people hold at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from jobfair.accounts.models import Employer, Invitation, Membership, User
from jobfair.accounts.roles import Role, Roles


def peers_of(membership: Membership) -> QuerySet[Membership]:
    """Everybody else who holds this role for the same body."""
    same = Membership.objects.filter(
        role=membership.role, organiser=membership.organiser_id, employer=membership.employer_id
    )
    return same.exclude(pk=membership.pk)


def with_nobody(employers: QuerySet[Employer], now: datetime) -> QuerySet[Employer]:
    """Those of them without a rep and without an invitation that may still bring one."""
    reps = Membership.objects.filter(role=Role.REP, employer=OuterRef("pk"))
    links = Invitation.objects.usable(now).filter(employer=OuterRef("pk"))
    return employers.exclude(Exists(reps)).exclude(Exists(links))


def read_roles(users: Iterable[User]) -> None:
    """Let everybody know their roles, by one question for all who have not asked yet."""
    unread = [user for user in users if not user.has_read_roles]
    if not unread:
        return
    held: defaultdict[UUID, set[tuple[Role, UUID | None]]] = defaultdict(set)
    rows = Membership.objects.filter(user__in={user.pk for user in unread})
    for user, role, organiser, employer in rows.values_list(
        "user", "role", "organiser_id", "employer_id"
    ):
        held[user].add((Role(role), organiser or employer))
    for one in unread:
        one.held_roles = Roles.of(held[one.pk])
