"""An account is given up for good: its names, addresses and ways in are gone."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from jobfair.accounts.erasures import ACCOUNTS, mark_erased
from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import Invitation, User
from jobfair.accounts.services.roles import refuse_last_organiser, withdraw_links
from jobfair.outbox.services import forget_streams, publish


@transaction.atomic
def close_account(actor: User) -> None:
    """Empty it and lay down every role; nobody can sign in by it, and open sockets end.

    The row itself stays, without a name: ledgers and records say by it who wrote them.
    Conflict for the only organiser of a body.
    """
    for membership in actor.memberships.select_related("organiser"):
        refuse_last_organiser(membership)
        membership.delete()
    withdraw_links(actor, Q())
    _forget_addresses(actor)
    actor.access_tokens.all().delete()
    Authenticator.objects.filter(user=actor).delete()
    actor.groups.clear()
    actor.user_permissions.clear()
    _empty(actor)
    forget_streams([user_stream(actor.pk)])
    publish(user_stream(actor.pk), RightsChanged())
    mark_erased(ACCOUNTS, actor.pk)


def end_sessions(actor: User) -> int:
    """End every sign-in, with what was typed and kept there, on all devices; how many."""
    return actor.browser_sessions.all().delete()[0]


def _forget_addresses(actor: User) -> None:
    """Also where invitations were sent to; their links go on to work."""
    invited = Q(accepted_by=actor)
    invited |= Q(email__iexact=actor.email) if actor.email else Q()
    invited |= Q(phone=actor.phone) if actor.phone else Q()
    Invitation.objects.filter(invited).update(email="", phone="")
    EmailAddress.objects.filter(user=actor).delete()


def _empty(actor: User) -> None:
    actor.email, actor.phone, actor.name = None, None, ""
    actor.phone_verified, actor.last_login = False, None
    actor.is_active = actor.is_staff = actor.is_superuser = False
    actor.set_unusable_password()
    actor.save()
    actor.forget_roles()
