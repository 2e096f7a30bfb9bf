"""A record without an account is forgotten at its person's wish; every total stays."""

import pytest
from django.urls import reverse

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.insights.figures import figures_of
from jobfair.intents.models import Remark
from jobfair.intents.steps import Side, Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_position,
)
from tests.factories.intents import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def record(client, fair):
    adviser = make_adviser(fair.organiser)
    client.force_login(adviser)
    record = record_person(adviser, organiser=fair.organiser, name="林阿满", phone="13800138000")
    told = {"channel": "phone", "voice": "jobseeker", "side": Side.JOBSEEKER}
    position = make_position(make_booth(fair))
    step(adviser, position, Step.INTERESTED, person=record, remark="我住集美", **told)
    return record


def address(person):
    return reverse("web:erase_record", args=[person.pk])


def test_what_goes_and_what_stays_is_said_before(client, record, fair):
    where = reverse("web:adviser_person", args=[fair.pk, record.pk])
    assert address(record) in client.get(where).content.decode()
    text = client.get(address(record)).content.decode()
    assert "留言 1 条" in text
    assert "所有总数都不变" in text
    assert Person.objects.get(pk=record.pk).name == "林阿满"


def test_names_and_words_go_and_numbers_stay(client, record, fair):
    before = {key: value.number for key, value in figures_of(fair).values.items()}
    client.post(address(record), {"confirmed": "yes"})
    erased = Person.objects.get(pk=record.pk)
    assert (erased.name, erased.phone, Remark.objects.count()) == ("", "", 0)
    assert {key: value.number for key, value in figures_of(fair).values.items()} == before
    assert client.get(address(record)).status_code == 404


def test_nothing_is_erased_unasked(client, record):
    assert client.post(address(record)).status_code == 404
    assert Person.objects.get(pk=record.pk).erased_at is None


def test_only_the_body_that_keeps_it_may(client, record):
    account = person_of(make_jobseeker())
    assert client.get(address(account)).status_code == 404
    client.force_login(make_adviser(make_organiser()))
    assert client.get(address(record)).status_code == 404
