"""Whether people can register themselves for a fair now, and how many places on site are left."""

from datetime import datetime

from django.utils.translation import gettext as _

from jobfair.attendance.models import Place
from jobfair.common.errors import Conflict
from jobfair.fairs.models import Fair, Mode


def place_at(fair: Fair, wanted: Place | None = None) -> Place:
    """How one takes part: as one wants where both ways are open, else the only way there is."""
    if fair.mode == Mode.HYBRID:
        return wanted or Place.ONSITE
    return Place.ONSITE if fair.is_onsite else Place.ONLINE


def places_left(fair: Fair) -> int | None:
    """How many more may say that they come on site; None where nothing bounds it."""
    if fair.capacity is None or not fair.is_onsite:
        return None
    rows = fair.registrations.standing()
    taken = rows.filter(place=Place.ONSITE) if fair.mode == Mode.HYBRID else rows
    return max(0, fair.capacity - taken.count())


def out_of_time(fair: Fair, now: datetime) -> Conflict | None:
    """Why nobody can register themselves at this moment."""
    opens, closes = fair.registration_opens_at, fair.registration_closes_at
    if not fair.is_upcoming:
        return Conflict("fair_not_open", _("这场招聘会现在不接受报名。"))
    if opens and now < opens:
        return Conflict("registration_early", _("报名还没有开始。"))
    if closes and now >= closes:
        return Conflict("registration_late", _without_registering(fair))
    return None


def full(fair: Fair) -> Conflict:
    """No place on site is left, and what one can do instead."""
    if fair.mode == Mode.HYBRID:
        return Conflict("registration_full", _("现场的名额已满，还可以报名在网上参加。"))
    return Conflict("registration_full", _("现场的名额已满。有人取消，就会空出来。"))


def _without_registering(fair: Fair) -> str:
    if fair.is_onsite:
        return _("报名已经截止。到现场也可以登记。")
    return _("报名已经截止。不报名也可以参加。")
