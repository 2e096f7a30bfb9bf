"""Every list outside the desk asks the database as often for three rows as for one."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.accounts.models import User
from jobfair.accounts.services import create_token, person_of, record_person
from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair
from jobfair.intents.steps import Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_fair,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.intents import make_mutual, step
from tests.factories.proof import sign_in

pytestmark = pytest.mark.django_db


@dataclass
class House:
    """An open fair with a booth, an adviser and somebody of the organiser."""

    fair: Fair
    booth: Booth
    adviser: User
    boss: User


@pytest.fixture
def house() -> House:
    fair = make_open_fair()
    boss, adviser = make_organiser_user(fair.organiser), make_adviser(fair.organiser)
    return House(fair, make_booth(fair), adviser, boss)


def another_of_all(house: House) -> None:
    """What a public page of a fair may list."""
    fair, number = house.fair, house.fair.sessions.count()
    make_position(make_booth(fair))
    fair.announcements.create(title=f"公告 {number}")
    fair.zones.create(code=f"Z{number}", name="展区", rows=1)
    fair.co_organisers.add(make_organiser())
    starts = fair.starts_at + timedelta(minutes=number)
    fair.sessions.create(starts_at=starts, ends_at=fair.ends_at, name=f"第 {number} 场")


def another_offer(house: House) -> None:
    intent, jobseeker, rep = make_mutual(make_position(make_booth(house.fair)))
    for made in (Step.INTERVIEWED, Step.OFFERED):
        step(rep, intent.position, made, person=person_of(jobseeker))


def another_of_the_employer(house: House) -> None:
    """A fair the employer takes part in, and a person who represents it."""
    make_booth(make_fair(house.fair.organiser), house.booth.employer)
    make_rep(house.booth.employer)


def another_record(house: House) -> None:
    record_person(house.adviser, organiser=house.fair.organiser, name="林先生")


LISTS = {
    "fair": (None, "fair", another_of_all),
    "desk_employer": ("boss", "employer", another_of_the_employer),
    "desk_check": ("boss", "fair", another_of_all),
    "tokens": ("boss", "", lambda house: create_token(house.boss, name="表格")),
    "adviser_home": ("adviser", "", lambda house: make_open_fair(house.fair.organiser)),
    "adviser_people": ("adviser", "fair", another_record),
    "adviser_follow_up": ("adviser", "", another_offer),
}
#: What is asked for where a page lists nothing by itself.
ASKED = {"adviser_people": "?q=林先生"}


@pytest.mark.parametrize("name", LISTS)
def test_as_many_queries_for_three_as_for_one(house, name):
    who, of, add = LISTS[name]
    keys = {"fair": [house.fair.key], "employer": [house.booth.employer.key], "": []}
    client, address = Client(), reverse(f"web:{name}", args=keys[of]) + ASKED.get(name, "")
    if who:
        sign_in(client, getattr(house, who), minutes_ago=1)
    add(house)
    queries(client, address)
    one, size = queries(client, address)
    add(house)
    add(house)
    three, larger = queries(client, address)
    assert larger > size, "the rows are shown"
    assert three == one


def queries(client: Client, address: str) -> tuple[int, int]:
    """How often it asks for a page of which nothing is kept, and how long the page is."""
    caches["fragments"].clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked), len(answer.content)
