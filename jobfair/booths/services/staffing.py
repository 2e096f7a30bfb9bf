"""Who staffs a booth."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import may_represent
from jobfair.booths.models import Booth, Staffing
from jobfair.booths.services.guard import booth_to_edit
from jobfair.common.errors import Invalid


@transaction.atomic
def staff_booth(actor: User, *, booth: Booth, user: User) -> Staffing:
    booth = booth_to_edit(actor, booth)
    if not may_represent(user, booth.employer):
        raise Invalid("not_rep", _("请先邀请这位同事成为本单位的招聘人员。"))
    return Staffing.objects.get_or_create(booth=booth, user=user)[0]


@transaction.atomic
def unstaff_booth(actor: User, *, booth: Booth, user: User) -> None:
    booth_to_edit(actor, booth).staffing.filter(user=user).delete()


@transaction.atomic
def set_staffing(actor: User, *, booth: Booth, users: Iterable[User]) -> None:
    """Let exactly these people staff the booth."""
    booth = booth_to_edit(actor, booth)
    wanted = list(users)
    for user in wanted:
        staff_booth(actor, booth=booth, user=user)
    booth.staffing.exclude(user__in=wanted).delete()


@transaction.atomic
def leave_booths(actor: User) -> None:
    """Staff no booth any more."""
    Staffing.objects.filter(user=actor).delete()
