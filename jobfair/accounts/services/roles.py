"""Roles: given, and laid down again."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import Employer, Invitation, Membership, Organiser, User
from jobfair.accounts.permissions import may_end_role
from jobfair.accounts.roles import Role
from jobfair.accounts.selectors import peers_of
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.outbox.services import publish


def grant_role(
    *, user: User, role: Role, organiser: Organiser | None = None, employer: Employer | None = None
) -> Membership:
    """Give a role; giving it twice changes nothing."""
    membership, _made = Membership.objects.get_or_create(
        user=user, role=role, organiser=organiser, employer=employer
    )
    user.forget_roles()
    return membership


@transaction.atomic
def end_role(actor: User, *, membership: Membership) -> None:
    """Lay down one's own role, or take a colleague's; a body keeps at least one organiser."""
    if not may_end_role(actor, membership):
        raise NotAllowed("not_colleague", _("您不能取消这个身份。"))
    refuse_last_organiser(membership)
    withdraw_links(membership.user, _reach_of(membership))
    membership.delete()
    publish(user_stream(membership.user_id), RightsChanged())
    membership.user.forget_roles()
    actor.forget_roles()


def withdraw_links(maker: User, reach: Q) -> None:
    """Who goes must not come back by a link of their own, nor anybody else by it."""
    now = timezone.now()
    links = Invitation.objects.usable(now).filter(reach, invited_by=maker)
    links.update(withdrawn_at=now)


def _reach_of(membership: Membership) -> Q:
    """What a role lets somebody invite to: an organiser's also to the bodies it looks after."""
    if membership.role == Role.REP:
        return Q(employer=membership.employer_id)
    if membership.role != Role.ORGANISER:
        return Q(pk=None)
    body = membership.organiser_id
    return Q(organiser=body) | Q(employer__organiser=body) | Q(organiser__introduced_by=body)


def refuse_last_organiser(membership: Membership) -> None:
    """Conflict when nobody would answer for the body any more; to be asked inside a transaction."""
    if membership.organiser is not None and _is_last_organiser(membership, membership.organiser):
        raise Conflict(
            "last_organiser", _("这是最后一位负责人。请先邀请一位同事，等对方接受后再取消。")
        )


def _is_last_organiser(membership: Membership, organiser: Organiser) -> bool:
    if membership.role != Role.ORGANISER:
        return False
    Organiser.objects.select_for_update().get(pk=organiser.pk)
    return not peers_of(membership).exists()
