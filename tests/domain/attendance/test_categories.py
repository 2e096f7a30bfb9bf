"""What people say of their disability: sealed, taken back, counted once, and gone."""

import json
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, transaction
from django.utils import timezone
from structlog.testing import capture_logs

from jobfair.accounts import erasures
from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.models import Category, CategoryTable, Look, Telling
from jobfair.attendance.permissions import may_tell_category
from jobfair.attendance.selectors import own_category
from jobfair.attendance.services import (
    arrive_onsite,
    make_category_table,
    register,
    register_person,
    reseal_categories,
    take_back_category,
    tell_category,
    withdraw_registration,
)
from jobfair.attendance.ticks import tick, tidy
from jobfair.bootstrap import ROOT
from jobfair.common.errors import NotAllowed
from jobfair.common.sealing import Unreadable, seal, unseal
from jobfair.fairs.models import FairState
from jobfair.intents.services import merge_people
from jobfair.oneself.services import erase_account, replay_erasures
from jobfair.oneself.takeout import as_json, takeout_of
from tests.factories import make_adviser, make_fair, make_jobseeker, make_open_fair
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db
HEARING, SPEECH = Category.HEARING, Category.SPEECH


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    """Erasing somebody leaves a mark among the private files."""
    monkeypatch.setattr(erasures, "private_storage", lambda: FileSystemStorage(tmp_path))


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def adviser(fair):
    return make_adviser(fair.organiser)


def told(fair, category):
    """Somebody who registered and said this."""
    registration = register(make_jobseeker(), fair=fair)
    tell_category(registration.made_by, registration=registration, category=category)
    return registration


def come(fair, adviser, *registrations):
    for one in registrations:
        arrive_onsite(adviser, fair=fair, person=one.person)


def close(fair, state=FairState.CLOSED):
    fair.state = state
    fair.save()


def test_exactly_the_person_may_say_it():
    cast = make_cast()
    registration = register(cast["jobseeker"], fair=make_open_fair(cast.organiser))
    allowed = {role for role in ROLES if may_tell_category(cast[role], registration)}
    assert allowed == {"jobseeker"}
    with pytest.raises(NotAllowed):
        tell_category(cast["organiser"], registration=registration, category=HEARING)
    with pytest.raises(NotAllowed):
        take_back_category(cast["organiser"], registration=registration)
    tell_category(cast["jobseeker"], registration=registration, category=HEARING)
    readers = {role for role in ROLES[2:] if own_category(cast[role], registration.fair)}
    assert readers == {"jobseeker"}


def test_what_is_stored_says_nothing_and_opens_nowhere_else(fair):
    first, second = told(fair, HEARING), told(fair, Category.MULTIPLE)
    rows = {row.person_id: row for row in Telling.objects.all()}
    sealed = [bytes(row.sealed) for row in rows.values()]
    assert len({len(one) for one in sealed}) == 1
    moved = rows[first.person_id]
    moved.person_id = second.person_id
    with pytest.raises(Unreadable):
        moved.opened()


def test_a_new_key_takes_over_what_an_older_one_sealed(fair, settings):
    settings.SEALING_KEYS = ["x" * 43]
    told(fair, HEARING)
    settings.SEALING_KEYS = ["y" * 43, "x" * 43]
    assert reseal_categories() == (1, 0)
    settings.SEALING_KEYS = ["y" * 43]
    assert Telling.objects.get().opened() == HEARING
    settings.SEALING_KEYS = ["z" * 43]
    assert reseal_categories() == (0, 1)


def test_another_key_opens_nothing_and_an_older_one_still_does(settings):
    old, new = ("x" * 43, "y" * 43)
    settings.SEALING_KEYS = [old]
    sealed = seal(b"2", about="here")
    settings.SEALING_KEYS = [new, old]
    assert unseal(sealed, about="here") == b"2"
    settings.SEALING_KEYS = [new]
    with pytest.raises(Unreadable):
        unseal(sealed, about="here")
    with pytest.raises(Unreadable):
        unseal(seal(b"2", about="here"), about="there")


def test_it_is_said_anew_taken_back_and_goes_with_the_registration(fair):
    registration = told(fair, HEARING)
    person = registration.made_by
    tell_category(person, registration=registration, category=SPEECH)
    assert own_category(person, fair) == SPEECH
    take_back_category(person, registration=registration)
    assert not Telling.objects.exists()
    tell_category(person, registration=registration, category=SPEECH)
    withdraw_registration(person, registration=registration)
    assert not Telling.objects.exists()
    assert not may_tell_category(person, registration)


def test_nothing_is_kept_of_whoever_withdrew_meanwhile(fair):
    registration = register(make_jobseeker(), fair=fair)
    read_before = fair.registrations.get()
    withdraw_registration(registration.made_by, registration=registration)
    with pytest.raises(NotAllowed):
        tell_category(registration.made_by, registration=read_before, category=HEARING)
    assert not Telling.objects.exists()


def test_without_a_key_nobody_is_asked_and_no_table_comes(fair, adviser, settings):
    settings.SEALING_KEYS = []
    registration = register(make_jobseeker(), fair=fair)
    assert not may_tell_category(registration.made_by, registration)
    come(fair, adviser, registration)
    assert make_category_table(fair=fair).shown is None


def test_those_who_came_are_counted_and_what_they_said_goes(fair, adviser):
    came = [told(fair, HEARING) for _n in range(6)] + [told(fair, SPEECH)]
    came += [register(make_jobseeker(), fair=fair) for _n in range(5)]
    told(fair, HEARING)  # registered and did not come
    come(fair, adviser, *came)
    close(fair)
    assert tick(now=fair.ends_at) == 1
    table = CategoryTable.objects.get()
    assert (table.people, table.shown) == (12, {HEARING: 6})
    assert not Telling.objects.exists()
    assert {look.person_id for look in Look.objects.all()} == {r.person_id for r in came[:7]}


def test_the_table_is_made_once_and_the_database_keeps_it(fair, adviser):
    come(fair, adviser, *(told(fair, HEARING) for _n in range(5)))
    close(fair)
    tick(now=fair.ends_at)
    made = CategoryTable.objects.get()
    come(fair, adviser, register_person(adviser, fair=fair, person=person_of(make_jobseeker())))
    assert tick(now=fair.ends_at) == 0
    assert make_category_table(fair=fair) == made
    for change in (lambda: CategoryTable.objects.update(people=6), made.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_a_fair_that_may_open_again_is_not_counted_yet(fair, adviser):
    registration = told(fair, HEARING)
    come(fair, adviser, registration)
    close(fair)
    assert tick(now=timezone.now()) == 0
    take_back_category(registration.made_by, registration=registration)
    close(fair, FairState.ARCHIVED)
    assert tick(now=timezone.now()) == 1
    assert CategoryTable.objects.get().shown == {}


def test_after_the_table_nobody_is_asked_again(fair):
    registration = told(fair, HEARING)
    make_category_table(fair=fair)
    with pytest.raises(NotAllowed):
        tell_category(registration.made_by, registration=registration, category=HEARING)


def test_a_list_kept_by_hand_asks_nobody_and_makes_no_table(adviser):
    fair = make_fair(adviser.memberships.get().organiser, state=FairState.OPEN)
    person = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    register_person(adviser, fair=fair, person=person)
    arrive_onsite(adviser, fair=fair, person=person)
    assert make_category_table(fair=fair).shown is None


def test_two_records_of_one_person_are_one_person_of_what_they_said(fair, adviser):
    registrations = [told(fair, HEARING) for _n in range(5)]
    kept = registrations[0].person
    twice = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    arrive_onsite(adviser, fair=fair, person=twice)
    come(fair, adviser, *registrations[1:])
    merge_people(adviser, kept=kept, duplicate=twice)
    come(fair, adviser, *(register(make_jobseeker(), fair=fair) for _n in range(5)))
    table = make_category_table(fair=fair)
    assert (table.people, table.shown) == (10, {HEARING: 5})


def test_who_is_erased_leaves_nothing_said_and_is_still_counted_as_having_come(fair, adviser):
    registrations = [told(fair, HEARING) for _n in range(6)]
    come(fair, adviser, *registrations)
    erase_account(registrations[0].made_by)
    assert Telling.objects.count() == 5
    assert make_category_table(fair=fair).people == 6
    erase_account(registrations[1].made_by)
    assert Look.objects.count() == 4


def test_a_backup_that_was_put_back_says_nothing_for_anybody(fair, adviser):
    come(fair, adviser, *(told(fair, HEARING) for _n in range(6)))
    replay_erasures()
    assert not Telling.objects.exists()
    assert make_category_table(fair=fair).shown == {}


def test_one_takes_along_what_one_said_and_when_it_was_read(fair, adviser):
    registration = told(fair, HEARING)
    assert "听力残疾" in as_json(takeout_of(registration.made_by)).decode()
    come(fair, adviser, registration)
    make_category_table(fair=fair)
    taken = json.loads(as_json(takeout_of(registration.made_by)))
    assert [one.keys() for one in taken["categories"]] == [{"title", "read_at"}]


def test_a_lost_key_raises_an_alarm_and_leaves_everything(fair, adviser, settings):
    come(fair, adviser, told(fair, HEARING))
    close(fair)
    settings.SEALING_KEYS = ["z" * 43]
    with capture_logs() as logs:
        assert tick(now=fair.ends_at) == 0
        tidy(now=fair.ends_at)
    assert [line["event"] for line in logs] == ["categories_unreadable"]
    assert Telling.objects.count() == 1
    assert not CategoryTable.objects.exists()


def test_looks_are_kept_for_three_years(fair):
    person = told(fair, HEARING).person
    Look.objects.create(fair=fair, person=person, created_at=timezone.now() - timedelta(days=1094))
    assert tidy(now=timezone.now()) == 0
    assert tidy(now=timezone.now() + timedelta(days=2)) == 1


def test_only_the_person_and_the_counting_open_what_was_said():
    openers = {
        path.relative_to(ROOT / "jobfair").as_posix()
        for path in (ROOT / "jobfair").rglob("*.py")
        if ".opened()" in path.read_text("utf-8")
    }
    assert openers == {"attendance/selectors.py", "attendance/services/tabulating.py"}
