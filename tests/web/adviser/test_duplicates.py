"""Two records of one person: found, shown beside each other, joined once."""

import pytest
from django.urls import reverse

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.intents.audit import verify
from jobfair.intents.models import Channel, Intent, Ledger, Voice
from jobfair.intents.selectors import duplicates_on_record
from jobfair.intents.steps import Side, State, Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_position,
    make_rep,
)
from tests.factories.intents import step

pytestmark = pytest.mark.django_db
PHONE = "+8613800138000"
PAGE = "web:duplicates"


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def adviser(client, fair):
    adviser = make_adviser(fair.organiser)
    client.force_login(adviser)
    return adviser


@pytest.fixture
def pair(adviser, fair):
    """An account that said yes, and a record by telephone to which the employer said yes."""
    account = make_jobseeker(name="林小满", phone=PHONE)
    record = record_person(adviser, organiser=fair.organiser, name="林阿满", phone=PHONE)
    position = make_position(make_booth(fair))
    step(account, position, Step.INTERESTED)
    told = {"channel": Channel.PHONE, "voice": Voice.JOBSEEKER, "side": Side.JOBSEEKER}
    step(adviser, position, Step.INTERESTED, person=record, **told)
    step(make_rep(position.booth.employer), position, Step.INTERESTED, person=record)
    return record, person_of(account)


def address(record, kept):
    return reverse("web:merge", args=[record.pk, kept.pk])


def test_the_same_telephone_or_name_may_be_one_person(adviser, fair, pair):
    first = record_person(adviser, organiser=fair.organiser, name="陈大海")
    again = record_person(adviser, organiser=fair.organiser, name="陈大海", phone="13900139000")
    record_person(adviser, organiser=fair.organiser, name="王一一")
    make_jobseeker(name="王一一")
    assert duplicates_on_record([fair.organiser_id]) == [pair, (again, first)]


def test_records_of_others_are_not_looked_through(adviser, fair, pair):
    assert duplicates_on_record([make_organiser().pk]) == []


def test_what_becomes_one_is_shown_and_done_once(client, pair, fair):
    text = client.get(reverse(PAGE)).content.decode()
    assert address(*pair) in text
    assert "尾号 8000" in text
    shown = client.get(address(*pair)).content.decode()
    assert "合并不能撤销" in shown
    assert "<strong>达成初步意向</strong>" in shown
    client.post(address(*pair), {"confirmed": "yes"})
    record, kept = pair
    assert Person.objects.get(pk=record.pk).merged_into == kept
    assert Intent.objects.said().get().state == State.MUTUAL
    assert verify(Ledger.objects.get(pk=fair.pk)).is_sound
    assert client.post(address(*pair), {"confirmed": "yes"}).status_code == 404


def test_nothing_is_joined_unasked(client, pair):
    client.post(address(*pair))
    assert not Person.objects.exclude(merged_into=None).exists()


def test_only_an_offered_pair_can_be_joined(client, adviser, pair):
    stranger = person_of(make_jobseeker(name="别人"))
    assert client.get(address(pair[0], stranger)).status_code == 404


@pytest.mark.parametrize("who", ["jobseeker", "other"])
def test_it_is_for_those_who_keep_the_records(client, pair, who):
    user = make_jobseeker() if who == "jobseeker" else make_adviser(make_organiser())
    client.force_login(user)
    assert client.get(address(*pair)).status_code == 404
    assert client.get(reverse(PAGE)).status_code == (404 if who == "jobseeker" else 200)


def test_the_list_asks_as_much_for_many_pairs_as_for_one(
    adviser, fair, pair, django_assert_num_queries
):
    for name in ("甲一", "乙二"):
        for _twice in range(2):
            record_person(adviser, organiser=fair.organiser, name=name)
    with django_assert_num_queries(2):
        assert len(duplicates_on_record([fair.organiser_id])) == 3
