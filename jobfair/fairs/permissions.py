"""Who may see, help with and run a fair."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.fairs.models import Fair


def may_run_fair(user: User | AnonymousUser, fair: Fair) -> bool:
    """Open, close, archive, change dates: the organiser itself."""
    return roles_of(user).has(Role.ORGANISER, fair.organiser_id)


def may_help_fair(user: User | AnonymousUser, fair: Fair) -> bool:
    """Place booths, review, announce, import: the organiser and its co-organisers."""
    if may_run_fair(user, fair):
        return True
    organisers = roles_of(user).bodies(Role.ORGANISER)
    return bool(organisers) and fair.co_organisers.filter(pk__in=organisers).exists()


def may_see_fair(user: User | AnonymousUser, fair: Fair) -> bool:
    return fair.is_public or may_help_fair(user, fair)
