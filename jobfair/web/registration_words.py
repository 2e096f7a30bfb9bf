"""When one can register for a fair, and whether there is room, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.attendance.room import full, out_of_time, places_left
from jobfair.fairs.models import Fair
from jobfair.web import formatting


def room_of(fair: Fair) -> int | None:
    """The places left on site, where a page of a fair to come speaks of them."""
    return places_left(fair) if fair.is_upcoming else None


def registration_words(fair: Fair, left: int | None, now: datetime) -> list[str]:
    """The sentences on registering for a fair to come; none for one that is over."""
    if not fair.is_upcoming:
        return []
    refusal = out_of_time(fair, now)
    if refusal and refusal.code == "registration_late":
        return [str(refusal.message)]
    return [_when(fair, now), *_room(fair, left)]


def next_turn(fair: Fair, now: datetime) -> datetime | None:
    """The next moment at which registration opens or closes."""
    moments = (fair.registration_opens_at, fair.registration_closes_at)
    return min((moment for moment in moments if moment and moment > now), default=None)


def _when(fair: Fair, now: datetime) -> str:
    opens, closes = fair.registration_opens_at, fair.registration_closes_at
    if not opens or not closes:
        return _("现在可以报名。")
    words = {"opens": _said(opens, fair), "closes": _said(closes, fair)}
    if now < opens:
        return _("%(opens)s开始报名，%(closes)s截止。") % words
    return _("现在可以报名，%(closes)s截止。") % words


def _room(fair: Fair, left: int | None) -> list[str]:
    if left is None:
        return []
    if left == 0:
        return [str(full(fair).message)]
    return [ngettext("现场还有 %(n)s 个名额。", "现场还有 %(n)s 个名额。", left) % _n(left)]


def _said(moment: datetime, fair: Fair) -> str:
    return formatting.moment(timezone.localtime(moment, fair.zone_info))


def _n(number: int) -> dict[str, str]:
    return {"n": formatting.count(number)}
