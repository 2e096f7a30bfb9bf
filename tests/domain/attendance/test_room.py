"""Places on site: who takes one up, who gives one back, and that none is given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.attendance.models import Place
from jobfair.attendance.room import places_left
from jobfair.attendance.services import register, register_person, withdraw_registration
from jobfair.common.errors import Conflict
from jobfair.fairs.models import Mode
from tests.factories import make_door, make_fair, make_jobseeker, make_open_fair

pytestmark = pytest.mark.django_db


def test_only_who_comes_on_site_takes_up_a_place():
    fair = make_fair(capacity=1)
    online = [register(make_jobseeker(), fair=fair, place=Place.ONLINE) for _n in range(2)]
    assert ([one.place for one in online], places_left(fair)) == (["online", "online"], 1)
    first = make_jobseeker()
    assert register(first, fair=fair).place == Place.ONSITE
    assert places_left(fair) == 0
    waiting = make_jobseeker()
    with pytest.raises(Conflict, match="registration_full"):
        register(waiting, fair=fair, place=Place.ONSITE)
    assert register(waiting, fair=fair, place=Place.ONLINE).number == 4
    with pytest.raises(Conflict, match="registration_full"):
        register(waiting, fair=fair, place=Place.ONSITE)
    assert register(first, fair=fair, place=Place.ONLINE).number == 3
    assert register(waiting, fair=fair, place=Place.ONSITE).number == 4


@pytest.mark.parametrize(
    ("mode", "place", "left"), [(Mode.ONLINE, Place.ONLINE, None), (Mode.ONSITE, Place.ONSITE, 1)]
)
def test_where_there_is_one_way_it_is_that(mode, place, left):
    fair = make_fair(mode=mode, capacity=2)
    for wanted in Place:
        user = make_jobseeker()
        if places_left(fair) != 0:
            assert register(user, fair=fair, place=wanted).place == place
            withdraw_registration(user, registration=fair.registrations.standing().get())
    register(make_jobseeker(), fair=fair)
    assert places_left(fair) == left


def test_a_place_on_site_is_given_up_after_the_window_too():
    fair = make_open_fair(capacity=1)
    person = make_jobseeker()
    register(person, fair=fair)
    now = timezone.now()
    fair.registration_opens_at = now - timedelta(hours=2)
    fair.registration_closes_at = now - timedelta(hours=1)
    fair.save()
    assert register(person, fair=fair, place=Place.ONLINE).place == Place.ONLINE
    with pytest.raises(Conflict, match="registration_late"):
        register(person, fair=fair, place=Place.ONSITE)
    with pytest.raises(Conflict, match="registration_late"):
        register(make_jobseeker(), fair=fair, place=Place.ONLINE)


def test_who_stands_at_the_door_comes_on_site_and_beyond_the_places_too():
    fair = make_open_fair(capacity=1)
    register(make_jobseeker(), fair=fair)
    person = make_jobseeker()
    register(person, fair=fair, place=Place.ONLINE)
    door = make_door(fair.organiser)
    assert register_person(door, fair=fair, person=person_of(person)).place == Place.ONSITE
    assert places_left(fair) == 0


def test_of_two_who_want_the_last_place_one_gets_it(transactional_db):
    fair, together = make_fair(capacity=1), Barrier(2)

    def refused(user):
        together.wait(10)
        try:
            register(user, fair=fair)
        except Conflict as refusal:
            return refusal.code
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(refused, [make_jobseeker(), make_jobseeker()]))
    assert answers == ["", "registration_full"]
    assert places_left(fair) == 0
