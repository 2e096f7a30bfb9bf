"""Who may see, prepare, place and review booths and positions."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.accounts.permissions import may_represent, roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth, JobType, Material, Position
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair


def may_place_booths(user: User | AnonymousUser, fair: Fair) -> bool:
    return may_help_fair(user, fair)


def may_place_booth(user: User | AnonymousUser, booth: Booth) -> bool:
    return may_place_booths(user, booth.fair)


def may_edit_booth(user: User | AnonymousUser, booth: Booth) -> bool:
    return may_represent(user, booth.employer) or may_help_fair(user, booth.fair)


def may_edit_position(user: User | AnonymousUser, position: Position) -> bool:
    return may_edit_booth(user, position.booth)


def may_edit_material(user: User | AnonymousUser, material: Material) -> bool:
    return may_edit_booth(user, material.booth)


def may_staff_booth(user: User | AnonymousUser, booth: Booth) -> bool:
    """Say "we are here": only the employer's own reps, never an organiser for them."""
    return may_represent(user, booth.employer)


def may_see_booth(user: User | AnonymousUser, booth: Booth) -> bool:
    public = booth.is_published and booth.employer.is_approved and booth.fair.is_public
    return public or may_edit_booth(user, booth)


def may_see_position(user: User | AnonymousUser, position: Position) -> bool:
    booth = position.booth
    if may_edit_booth(user, booth):
        return True
    return position.is_approved and position.closed_at is None and may_see_booth(user, booth)


def may_review_positions(user: User | AnonymousUser, fair: Fair) -> bool:
    return may_help_fair(user, fair)


def may_review_position(user: User | AnonymousUser, position: Position) -> bool:
    return may_review_positions(user, position.booth.fair)


def may_name_job_type(user: User | AnonymousUser, job_type: JobType) -> bool:
    """Who helps to run a fair at which a position is of this type; the name is one for all fairs."""
    fairs = Fair.objects.helped_by(roles_of(user).bodies(Role.ORGANISER))
    return Position.objects.filter(job_type=job_type, booth__fair__in=fairs).exists()
