"""A page that is sent twice at the same moment is one call with one answer."""

from datetime import timedelta

from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.intents.models import Voice
from jobfair.outcomes.calls import Call, Result
from jobfair.outcomes.models import FollowUp, PlaceKind
from jobfair.outcomes.services import Heard, place_person, record_follow_up
from tests.domain.turns import before
from tests.factories import make_adviser, make_jobseeker, make_open_fair
from tests.factories.talk import new_cid


def test_pressed_twice_at_once_both_get_the_first_answer(kept_database):
    fair = make_open_fair()
    adviser = make_adviser(fair.organiser)
    work = place_person(
        adviser,
        fair=fair,
        person=person_of(make_jobseeker()),
        kind=PlaceKind.AID_CENTRE,
        place="向阳工疗站",
        started_on=timezone.localdate() - timedelta(days=40),
    )
    assert adviser.held_roles
    heard, cid = Heard(Result.THERE, voice=Voice.JOBSEEKER), new_cid()

    def press() -> FollowUp:
        return record_follow_up(adviser, work=work, call=Call.MONTH_1, heard=heard, cid=cid)

    with before(press) as other:
        first = press()
    assert other[0].result() == first
    assert FollowUp.objects.count() == 1
