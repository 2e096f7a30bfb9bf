"""What the adviser's day looks like: calls that are due, one that was tried, one for next week.

Some who come to the fair work in an aid centre or a kindness shop and look for more; the
adviser has been calling them since they began there.
"""

from datetime import datetime
from hashlib import sha256

from jobfair.accounts.models import Person, User
from jobfair.attendance.models import Arrival, Place
from jobfair.demo.content import read
from jobfair.demo.dates import ZONE
from jobfair.demo.people import DOMAIN
from jobfair.fairs.models import Fair
from jobfair.intents.models import Intent, Voice
from jobfair.intents.steps import Stage
from jobfair.outcomes.calls import MONTHS, Call, Reason, Result, months_after
from jobfair.outcomes.models import Placement
from jobfair.outcomes.services import Heard, record_follow_up

THERE = Heard(Result.THERE, voice=Voice.JOBSEEKER)
LATER = Heard(reason=Reason.LATER)


def add_outcomes(fair: Fair, now: datetime) -> None:
    adviser = User.objects.get(email=f"hongjing@{DOMAIN}")
    offered = Intent.objects.filter(fair=fair, stage=Stage.OFFERED).order_by("last_at").first()
    if offered is not None:
        _call(adviser, offered, Call.ANSWER, LATER, now)
    came = Arrival.objects.filter(fair=fair, place=Place.ONSITE, person__intents=None)
    plans = read("crowd")["placements"]
    rows = came.select_related("person").order_by("created_at")[: len(plans)]
    for arrival, plan in zip(rows, plans, strict=True):
        _work(adviser, fair, arrival.person, plan, now)


def _work(
    adviser: User, fair: Fair, person: Person, plan: dict[str, str | int], now: datetime
) -> None:
    """They began so many months ago, were called at each full month, and are to be called today."""
    months = int(plan["months_ago"])
    today = now.astimezone(ZONE).date()
    placement = Placement.objects.create(
        fair=fair,
        person=person,
        made_by=adviser,
        kind=plan["kind"],
        place=plan["place"],
        started_on=months_after(today, -months),
    )
    for call, full in MONTHS.items():
        if full < months:
            called = now - (today - months_after(placement.started_on, full))
            _call(adviser, placement, call, THERE, called)


def _call(adviser: User, work: Intent | Placement, call: Call, heard: Heard, now: datetime) -> None:
    what = work.place if isinstance(work, Placement) else work.position.title
    cid = sha256(f"{what} {call}".encode()).hexdigest()[:32]
    record_follow_up(adviser, work=work, call=call, heard=heard, cid=cid, now=now)
