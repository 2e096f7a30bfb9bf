"""Who staffs a booth, and the word that somebody is there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import may_represent
from jobfair.booths.models import Booth, Staffing
from jobfair.booths.services.guard import booth_to_edit, booth_to_staff
from jobfair.common.errors import Conflict, Invalid
from jobfair.fairs.services import touch

PRESENCE = timedelta(hours=1)
LONGEST_BREAK = timedelta(hours=4)


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
def say_present(actor: User, *, booth: Booth, now: datetime | None = None) -> Booth:
    """Say that somebody is at the booth; the word holds an hour, then is asked again."""
    now = now or timezone.now()
    booth = _booth_at_open_fair(actor, booth)
    return _present(booth, now + PRESENCE, None)


@transaction.atomic
def say_away(actor: User, *, booth: Booth, until: datetime, now: datetime | None = None) -> Booth:
    """Say when the booth is back; at most four hours ahead.

    Nobody is there until somebody says so again: a break that ran over is not presence.
    """
    now = now or timezone.now()
    booth = _booth_at_open_fair(actor, booth)
    if not now < until <= now + LONGEST_BREAK:
        raise Invalid(
            "away_until", _("请写今天稍后的时间，最多四小时以后。"), {"until": _("请改时间。")}
        )
    return _present(booth, None, until)


@transaction.atomic
def leave_booth(actor: User, *, booth: Booth) -> Booth:
    return _present(booth_to_staff(actor, booth), None, None)


def _booth_at_open_fair(actor: User, booth: Booth) -> Booth:
    booth = booth_to_staff(actor, booth)
    if not booth.fair.is_open:
        raise Conflict("fair_not_open", _("招聘会开放后才能开放展位。"))
    return booth


def _present(booth: Booth, staffed_until: datetime | None, away_until: datetime | None) -> Booth:
    booth.staffed_until, booth.away_until = staffed_until, away_until
    booth.save(update_fields=["staffed_until", "away_until"])
    touch(booth.fair_id)
    return booth
