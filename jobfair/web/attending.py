"""Entering a fair by its pages counts as coming to it, once a day."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.attendance.permissions import may_attend
from jobfair.attendance.services import arrive_online
from jobfair.fairs.models import Fair

NAME = "entered"


def count_visit(request: HttpRequest, fair: Fair) -> None:
    """Note a jobseeker's visit; the session remembers the day, so that further pages ask nothing.

    For every page of an open fair: its hall in each view, booths, positions, talks and intents.
    """
    if not fair.is_open:
        return
    user = request.user
    if not isinstance(user, User) or not may_attend(user, fair):
        return
    today = timezone.localtime(timezone=fair.zone_info).date().isoformat()
    known: dict[str, str] = request.session.get(NAME, {})
    if known.get(fair.key) == today:
        return
    arrive_online(user, fair=fair)
    request.session[NAME] = known | {fair.key: today}
