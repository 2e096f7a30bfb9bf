"""Registering: when it is offered, how one takes part, and how many places are left."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.attendance.models import Place
from jobfair.attendance.services import register, register_person
from jobfair.fairs.models import Mode
from tests.factories import make_door, make_fair, make_jobseeker, make_open_fair

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing another test rendered is at hand."""
    caches["fragments"].clear()


def text_of(page):
    return page.content.decode()


def at_hour(hours):
    return timezone.now() + timedelta(hours=hours)


NOW_AND_NOT = {
    "no window": ({}, ["现在可以报名。"], ["onsite", "online"]),
    "early": ((2, 3), ["开始报名", "截止"], []),
    "open": ((-1, 3), ["现在可以报名，"], ["onsite", "online"]),
    "late": ((-3, -1), ["报名已经截止。到现场也可以登记。"], []),
    "full": ({"capacity": 1}, ["现场的名额已满，还可以报名在网上参加。"], ["online"]),
    "one left": ({"capacity": 2}, ["现场还有 1 个名额。"], ["onsite", "online"]),
}


@pytest.mark.parametrize("case", NOW_AND_NOT)
def test_a_way_to_register_is_offered_when_it_is_open_and_else_it_is_said_why_not(client, case):
    given, sentences, ways = NOW_AND_NOT[case]
    if isinstance(given, tuple):
        opens, closes = map(at_hour, given)
        given = {"registration_opens_at": opens, "registration_closes_at": closes}
    fair = make_fair(**given)
    register_person(make_door(fair.organiser), fair=fair, person=person_of(make_jobseeker()))
    on_the_fair = text_of(client.get(reverse("web:fair", args=[fair.pk])))
    client.force_login(make_jobseeker())
    page = text_of(client.get(reverse("web:register", args=[fair.pk])))
    for sentence in sentences:
        assert sentence in page
        assert sentence in on_the_fair
    assert [way for way in ("onsite", "online") if f'name="place" value="{way}"' in page] == ways
    assert ("报名，拿一个号码" in on_the_fair) is bool(ways)
    assert (fair.contact_phone in page) is not bool(ways)


def test_how_one_takes_part_is_chosen_and_changed(client):
    fair = make_fair(capacity=1)
    address = reverse("web:register", args=[fair.pk])
    client.force_login(make_jobseeker())
    assert "您报的是在网上参加" in text_of(client.post(address, {"place": "online"}, follow=True))
    changed = text_of(client.post(address, {"place": "onsite"}, follow=True))
    assert "改好了，您还是 1 号" in changed
    assert "您报的是到现场" in changed
    client.force_login(make_jobseeker())
    client.post(address, {"place": "online"})
    page = text_of(client.get(address))
    assert "改成到现场" not in page
    assert "现场的名额已满" in page
    refused = client.post(address, {"place": "onsite"}, headers={"referer": address}, follow=True)
    assert "现场的名额已满" in text_of(refused)


@pytest.mark.parametrize("mode", [Mode.ONLINE, Mode.ONSITE])
def test_where_there_is_one_way_nobody_is_asked_for_it(client, mode):
    fair = make_fair(mode=mode, capacity=1)
    address = reverse("web:register", args=[fair.pk])
    client.force_login(make_jobseeker())
    page = text_of(client.get(address))
    assert "我要报名" in page
    assert 'name="place"' not in page
    assert ("现场还有 1 个名额" in page) is (mode == Mode.ONSITE)
    assert "您报的是" not in text_of(client.post(address, follow=True))


def test_the_places_on_the_page_of_a_fair_are_those_left_now(client):
    fair = make_fair(capacity=2)
    address = reverse("web:fair", args=[fair.pk])
    assert "现场还有 2 个名额。" in text_of(client.get(address))
    register(make_jobseeker(), fair=fair)
    assert "现场还有 1 个名额。" in text_of(client.get(address))


def test_the_keepers_of_the_list_read_who_comes_how_and_what_is_left(client):
    fair = make_open_fair(capacity=2)
    register(make_jobseeker(), fair=fair)
    register(make_jobseeker(), fair=fair, place=Place.ONLINE)
    client.force_login(make_door(fair.organiser))
    page = text_of(client.get(reverse("web:desk_attendance", args=[fair.pk])))
    assert "现场名额 2 个，还剩 1 个。" in page
    assert page.count('data-label="怎么参加">现场') == page.count('怎么参加">线上') == 1
