"""What the fair has led to already: the adviser has tried one call, and noted work found elsewhere."""

from datetime import datetime
from hashlib import sha256

from jobfair.accounts.models import User
from jobfair.attendance.models import Arrival, Place
from jobfair.demo.content import read
from jobfair.demo.dates import ZONE
from jobfair.demo.people import DOMAIN
from jobfair.fairs.models import Fair
from jobfair.intents.models import Intent
from jobfair.intents.steps import Stage
from jobfair.outcomes.calls import Call, Reason
from jobfair.outcomes.models import Placement
from jobfair.outcomes.services import Heard, record_follow_up


def add_outcomes(fair: Fair, now: datetime) -> None:
    adviser = User.objects.get(email=f"hongjing@{DOMAIN}")
    offered = Intent.objects.filter(fair=fair, stage=Stage.OFFERED).order_by("last_at").first()
    if offered is not None:
        cid = sha256(b"the first call").hexdigest()[:32]
        heard = Heard(reason=Reason.LATER)
        record_follow_up(adviser, work=offered, call=Call.ANSWER, heard=heard, cid=cid, now=now)
    came = Arrival.objects.filter(fair=fair, place=Place.ONSITE, person__intents=None)
    Placement.objects.create(
        fair=fair,
        person=came.order_by("created_at")[0].person,
        made_by=adviser,
        started_on=now.astimezone(ZONE).date(),
        **read("crowd")["placement"],
    )
