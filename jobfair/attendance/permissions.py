"""Who registers themselves, and who keeps the list of a fair."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.accounts.permissions import is_oneself, roles_of
from jobfair.accounts.roles import Role
from jobfair.attendance.models import CategoryTable, Registration
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_staff_booth
from jobfair.common.sealing import can_seal
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.permissions import may_help_fair, may_see_fair


def may_attend(user: User | AnonymousUser, fair: Fair) -> bool:
    """Register oneself, and be counted as having come: a jobseeker who can see the fair."""
    return roles_of(user).has(Role.JOBSEEKER, None) and may_see_fair(user, fair)


def may_keep_list(user: User | AnonymousUser, fair: Fair) -> bool:
    """Enter people by hand: the organisers, the fair's advisers and its door staff."""
    roles = roles_of(user)
    of_organiser = (Role.ADVISER, Role.DOOR)
    return may_help_fair(user, fair) or any(roles.has(r, fair.organiser_id) for r in of_organiser)


def may_find_onsite(user: User | AnonymousUser, booth: Booth) -> bool:
    """Look up the person in front of them: a booth's reps, while people come and until that day is over."""
    fair = booth.fair
    if not fair.is_onsite or not booth.employer.is_approved or not may_staff_booth(user, booth):
        return False
    today = timezone.localdate(timezone=fair.zone_info)
    is_last_day = today <= timezone.localdate(fair.ends_at, fair.zone_info)
    return fair.is_open or (fair.state == FairState.CLOSED and is_last_day)


def may_withdraw_registration(user: User | AnonymousUser, registration: Registration) -> bool:
    return is_oneself(user, registration.person) or may_keep_list(user, registration.fair)


def may_tell_category(user: User | AnonymousUser, registration: Registration) -> bool:
    """Oneself, while one is registered and the fair's table is still to be made."""
    fair = registration.fair
    is_coming = fair.is_upcoming and not registration.withdrawn_at
    if not can_seal() or not is_coming or not is_oneself(user, registration.person):
        return False
    return not CategoryTable.objects.filter(fair=fair).exists()
