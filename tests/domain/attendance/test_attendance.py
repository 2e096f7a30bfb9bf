"""Who registers, under which number, and who counts as having come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.accounts.services import person_of, record_person
from jobfair.attendance import permissions as may
from jobfair.attendance.models import Arrival, Registration
from jobfair.attendance.selectors import registered_at
from jobfair.attendance.services import (
    arrive_online,
    arrive_onsite,
    register,
    register_person,
    withdraw_registration,
)
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.fairs.models import FairState, Mode
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_fair,
    make_jobseeker,
    make_open_fair,
)
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db

KEEPERS = {"organiser", "adviser", "door"}


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("may_attend", {"jobseeker"}),
        ("may_keep_list", KEEPERS),
        ("may_withdraw_registration", KEEPERS | {"jobseeker"}),
        ("may_find_onsite", {"rep"}),
    ],
)
def test_exactly_these_roles_may(rule, allowed):
    cast = make_cast()
    fair = make_fair(cast.organiser)
    thing = fair
    if rule == "may_withdraw_registration":
        thing = register(cast["jobseeker"], fair=fair)
    if rule == "may_find_onsite":
        thing = make_booth(make_open_fair(cast.organiser), cast.employer)
    assert {role for role in ROLES if getattr(may, rule)(cast[role], thing)} == allowed


def test_numbers_run_within_a_fair_and_stay_with_the_person():
    fair = make_fair()
    people = [make_jobseeker() for _n in range(3)]
    registrations = [register(person, fair=fair) for person in people]
    assert [one.number for one in registrations] == [1, 2, 3]
    assert register(people[1], fair=fair).number == 2
    withdraw_registration(people[1], registration=registrations[1])
    assert fair.registrations.standing().count() == 2
    assert register(people[1], fair=fair).number == 2
    assert register(people[0], fair=make_fair()).number == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"state": FairState.CLOSED}, "fair_not_open"),
        ({"registration_opens_at": 1, "registration_closes_at": 2}, "registration_early"),
        ({"registration_opens_at": -2, "registration_closes_at": -1}, "registration_late"),
        ({"capacity": 1}, "registration_full"),
        ({"capacity": 1, "mode": Mode.ONSITE}, "registration_full"),
    ],
)
def test_outside_the_window_or_without_room_nobody_registers(changed, code):
    fair = make_open_fair(ends_at=timezone.now() + timedelta(days=2))
    register(make_jobseeker(), fair=fair)
    for name, value in changed.items():
        is_moment = name.endswith("_at")
        setattr(fair, name, timezone.now() + timedelta(hours=value) if is_moment else value)
    fair.save()
    with pytest.raises(Conflict) as refused:
        register(make_jobseeker(), fair=fair)
    assert refused.value.code == code
    keeper = make_door(fair.organiser)
    assert register_person(keeper, fair=fair, person=person_of(make_jobseeker())).number == 2


def test_a_real_name_is_said_by_the_keepers_alone_and_never_unsaid():
    fair = make_fair()
    adviser = make_adviser(fair.organiser)
    person = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    assert register_person(adviser, fair=fair, person=person, is_real_name=True).is_real_name
    assert register_person(adviser, fair=fair, person=person).is_real_name
    assert not register(make_jobseeker(), fair=fair).is_real_name
    with pytest.raises(NotAllowed):
        register_person(make_jobseeker(), fair=fair, person=person)


def test_a_visit_is_one_person_one_day_one_way():
    fair = make_open_fair()
    jobseeker, door = make_jobseeker(), make_door(fair.organiser)
    person = person_of(jobseeker)
    for _n in range(2):
        arrive_online(jobseeker, fair=fair)
        arrive_onsite(door, fair=fair, person=person)
    arrive_online(jobseeker, fair=fair, now=timezone.now() + timedelta(days=1))
    assert Arrival.objects.count() == 3
    assert Arrival.objects.values("person").distinct().count() == 1


def test_a_day_is_the_fairs_own():
    fair = make_open_fair(time_zone="Asia/Shanghai")
    evening = timezone.now().replace(hour=17, minute=0)  # in Shanghai it is tomorrow already
    arrival = arrive_online(make_jobseeker(), fair=fair, now=evening)
    assert arrival.day == (evening + timedelta(days=1)).date()


def test_looking_at_a_fair_that_is_not_open_is_not_coming():
    assert arrive_online(make_jobseeker(), fair=make_fair()) is None
    fair = make_open_fair(mode=Mode.ONLINE)
    assert arrive_online(make_door(fair.organiser), fair=fair) is None
    with pytest.raises(Conflict):
        arrive_onsite(make_door(fair.organiser), fair=fair, person=person_of(make_jobseeker()))
    assert not Arrival.objects.exists()


def test_the_list_is_found_by_name_and_by_number(django_assert_num_queries):
    fair = make_open_fair()
    door = make_door(fair.organiser)
    for name in ("林小雨", "黄先生"):
        register(make_jobseeker(name=name), fair=fair)
    person = Registration.objects.get(number=1).person
    arrive_onsite(door, fair=fair, person=person)
    with django_assert_num_queries(1):
        assert [(str(r.person), r.has_come) for r in registered_at(fair)] == [
            ("林小雨", True),
            ("黄先生", False),
        ]
    assert [r.number for r in registered_at(fair, "2")] == [2]
    assert [r.number for r in registered_at(fair, "小雨")] == [1]
