"""The door's own page: who opens it, which fairs stand there, and the way to a list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.attendance.models import Arrival
from jobfair.attendance.services import register
from jobfair.fairs.models import FairState, Mode
from tests.factories import (
    make_adviser,
    make_door,
    make_employer,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_rep,
)

pytestmark = pytest.mark.django_db
SIGN_IN, NOT_THERE, SHOWN = 302, 404, 200
PEOPLE = {
    "visitor": (lambda body: None, SIGN_IN),
    "jobseeker": (lambda body: make_jobseeker(), NOT_THERE),
    "rep": (lambda body: make_rep(make_employer(body)), NOT_THERE),
    "organiser": (make_organiser_user, NOT_THERE),
    "adviser": (make_adviser, SHOWN),
    "door": (make_door, SHOWN),
}


@pytest.fixture
def body():
    return make_organiser()


def text_of(page):
    return page.content.decode()


def list_of(fair):
    return reverse("web:desk_attendance", args=[fair.pk])


@pytest.mark.parametrize("role", PEOPLE)
def test_who_may_open_the_door(client, body, role):
    make, answer = PEOPLE[role]
    if user := make(body):
        client.force_login(user)
    assert client.get("/door/").status_code == answer


@pytest.mark.parametrize("make", [make_door, make_adviser])
def test_fairs_stand_there_open_ones_first_and_lead_to_their_lists(client, body, make):
    closed, coming = make_fair(body, state=FairState.CLOSED), make_fair(body)
    opened = make_open_fair(body, name="正在进行的招聘会")
    elsewhere = [
        make_open_fair(body, mode=Mode.ONLINE),
        make_fair(body, state=FairState.DRAFT),
        make_fair(body, state=FairState.ARCHIVED),
        make_fair(body, state=FairState.CLOSED, starts_at=timezone.now() - timedelta(days=40)),
        make_open_fair(),
    ]
    client.force_login(make(body))
    page = text_of(client.get("/door/"))
    places = [page.index(list_of(fair)) for fair in (opened, coming, closed)]
    assert places == sorted(places)
    assert not any(list_of(fair) in page for fair in elsewhere)
    for words in ("正在进行的招聘会", opened.venue.name, "打开签到名单"):
        assert words in page


def test_without_a_fair_it_is_said_what_will_stand_there(client, body):
    client.force_login(make_door(body))
    assert "现在没有要签到的招聘会" in text_of(client.get("/door/"))


def test_who_signs_in_at_the_door_admits_a_person_in_three_pages(client, body):
    fair = make_open_fair(body)
    number = register(make_jobseeker(name="黄先生"), fair=fair).number
    door = make_door(body)
    client.force_login(door)
    assert 'href="/door/"' in text_of(client.get("/me/"))
    assert list_of(fair) in text_of(client.get("/door/"))
    found = text_of(client.get(list_of(fair), {"q": "黄"}))
    assert 'href="/door/"' in found
    assert f'value="{number}">到了' in found
    client.post(reverse("web:desk_came", args=[fair.pk]), {"number": number})
    assert Arrival.objects.get().recorded_by == door


def test_the_door_asks_as_often_for_three_fairs_as_for_one(
    client, body, django_assert_max_num_queries
):
    client.force_login(make_door(body))
    counts = []
    for more in (1, 2):
        for _n in range(more):
            make_open_fair(body)
        with django_assert_max_num_queries(8) as asked:
            client.get("/door/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
