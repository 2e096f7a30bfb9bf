"""When the demo's fair is: today and tomorrow, whatever today is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.demo.content import read
from jobfair.demo.people import DOMAIN
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.services import SessionPlan, edit_fair, open_fair, set_times, touch

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: date, clock: str) -> datetime:
    """A time such as "09:00" of a day, in the fair's zone."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)


def opening(now: datetime) -> datetime:
    """When today's fair opened: at its hour, or earlier when the visitor is."""
    local = now.astimezone(ZONE)
    usual = at(local.date(), read("open-fair")["opens_at"])
    return min(usual, local.replace(minute=0, second=0, microsecond=0))


def demo_fair() -> Fair | None:
    """The fair that is always open; None when the visitor renamed or archived it."""
    plan = read("open-fair")
    rows = Fair.objects.filter(name=plan["fair"]["name"], organiser__name=plan["organiser"]["name"])
    return rows.exclude(state=FairState.ARCHIVED).order_by("-created_at").first()


@transaction.atomic
def refresh_dates(now: datetime | None = None) -> Fair | None:
    """Move the fair to today and tomorrow, open it, and let the reps be back at their booths."""
    now = now or timezone.now()
    fair = demo_fair()
    actor = User.objects.filter(email=f"guomin@{DOMAIN}").first()
    if fair is None or actor is None:
        return None
    days = _days_late(fair, now)
    if days > 0:
        fair = _moved(actor, fair, timedelta(days=days), now)
    if fair.state in (FairState.PUBLISHED, FairState.CLOSED) and fair.ends_at > now:
        fair = open_fair(actor, fair=fair, now=now)
    say_who_is_there(fair, now)
    return fair


def _days_late(fair: Fair, now: datetime) -> int:
    first = fair.sessions.first()
    begins = first.starts_at if first else fair.starts_at
    return (now.astimezone(ZONE).date() - begins.astimezone(ZONE).date()).days


def _moved(actor: User, fair: Fair, late: timedelta, now: datetime) -> Fair:
    plans = [
        SessionPlan(s.starts_at + late, s.ends_at + late, s.name, s.name_en, s.pk)
        for s in fair.sessions.all()
    ]
    ends_at = fair.ends_at + late
    if fair.is_over:  # one that is over keeps the day on which it began
        fair = open_fair(actor, fair=edit_fair(actor, fair=fair, ends_at=ends_at), now=now)
    fair = set_times(actor, fair=fair, starts_at=opening(now), ends_at=ends_at, plans=plans)
    if fair.registration_opens_at and fair.registration_closes_at:
        fair = edit_fair(
            actor,
            fair=fair,
            registration_opens_at=fair.registration_opens_at + late,
            registration_closes_at=fair.registration_closes_at + late,
        )
    fair.announcements.update(created_at=F("created_at") + late)
    # Nothing is announced later today.
    fair.announcements.filter(created_at__gt=now).update(created_at=now)
    return fair


def say_who_is_there(fair: Fair, now: datetime) -> None:
    """Invented reps do not press a button every hour: their word holds to the end of the fair."""
    plan = read("open-fair")
    booths = fair.booths.filter(published_at__isnull=False)
    booths.update(staffed_until=fair.ends_at, away_until=None)
    at_place = {booth.place: booth for booth in booths.select_related("zone")}
    for place, minutes in plan["away"].items():
        if booth := at_place.get(place):
            booth.staffed_until, booth.away_until = None, now + timedelta(minutes=minutes)
            booth.save(update_fields=["staffed_until", "away_until"])
    absent = [at_place[place].pk for place in plan["unstaffed"] if place in at_place]
    booths.filter(pk__in=absent).update(staffed_until=None)
    touch(fair.pk)
