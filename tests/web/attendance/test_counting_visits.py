"""Whoever enters an open fair by any of its pages has come to it, once a day."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.attendance.models import Arrival
from jobfair.chat.services import begin_conversation
from jobfair.fairs.models import Mode
from tests.factories import make_booth, make_fair, make_jobseeker, make_open_fair, make_position

pytestmark = pytest.mark.django_db
PAGES = (
    *("hall", "hall_steps", "fair_map", "booth", "position"),
    *("talk_begin", "talk", "express_interest"),
)
KEPT = ("hall", "fair_map", "booth", "position")


def address(name, fair, jobseeker=None):
    booth = make_booth(fair)
    position = make_position(booth)
    if name == "talk":
        return reverse("web:talk", args=[begin_conversation(jobseeker, booth=booth).pk])
    things = {"booth": booth, "talk_begin": booth, "position": position}
    thing = things.get(name, position if name == "express_interest" else fair)
    return reverse(f"web:{name}", args=[thing.pk])


@pytest.fixture
def jobseeker():
    return make_jobseeker()


@pytest.fixture
def browser(jobseeker):
    client = Client()
    client.force_login(jobseeker)
    return client


def asked_by(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_counts_once_and_asks_nothing_of_attendance_again(browser, jobseeker, name):
    fair = make_open_fair()
    url = address(name, fair, jobseeker)
    asked_by(browser, url)
    visit = Arrival.objects.get()
    assert (visit.fair, visit.person.user) == (fair, jobseeker)
    again = asked_by(browser, url)
    assert not [sql for sql in again if "attendance_" in sql]
    assert not [sql for sql in again if "UPDATE" in sql and "session" in sql]
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_fair_that_is_not_open_or_has_no_online_side_counts_nobody(browser, jobseeker, name):
    for fair in (make_fair(), make_open_fair(mode=Mode.ONSITE)):
        browser.get(address(name, fair, jobseeker))
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("name", KEPT)
def test_a_visitor_is_not_counted_and_is_given_the_page_that_is_kept(name):
    url = address(name, make_open_fair())
    first = asked_by(Client(), url)
    again = asked_by(Client(), url)
    assert len(again) == 1 < len(first)
    assert not Arrival.objects.exists()
