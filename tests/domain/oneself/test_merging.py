"""One human being with two records is on the list of a fair once."""

import pytest

from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.models import Registration
from jobfair.attendance.selectors import called, registered_at, registration_of
from jobfair.attendance.services import (
    arrive_onsite,
    list_person,
    register,
    register_person,
    withdraw_registration,
)
from jobfair.common.errors import Conflict
from jobfair.common.ids import new_id
from jobfair.insights.figures import figures_of
from jobfair.oneself.selectors import Holdings
from jobfair.oneself.services import merge_records
from tests.factories import make_adviser, make_jobseeker, make_open_fair

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_open_fair(capacity=2)


@pytest.fixture
def adviser(fair):
    return make_adviser(fair.organiser)


@pytest.fixture
def jobseeker():
    return make_jobseeker(name="林小满")


@pytest.fixture
def paper(fair, adviser):
    return record_person(adviser, organiser=fair.organiser, name="林阿满")


def standing(fair):
    rows = Registration.objects.standing().filter(fair=fair)
    return [(row.number, str(row.person), row.is_real_name) for row in rows]


def test_registered_twice_is_one_line_and_one_place(fair, adviser, jobseeker, paper):
    register(jobseeker, fair=fair)
    register_person(adviser, fair=fair, person=paper, is_real_name=True)
    with pytest.raises(Conflict):
        register(make_jobseeker(), fair=fair)
    before = figures_of(fair)
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert standing(fair) == [(1, "林小满", True)]
    assert [row.number for row in registered_at(fair)] == [1]
    assert figures_of(fair)["registered"].number == before["registered"].number - 1
    assert register(make_jobseeker(name="别人"), fair=fair).number == 3


def test_the_number_on_the_duplicates_paper_still_finds_the_person(fair, adviser, jobseeker, paper):
    register(jobseeker, fair=fair)
    register_person(adviser, fair=fair, person=paper)
    arrive_onsite(adviser, fair=fair, person=paper)
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert [row.number for row in registered_at(fair, "2")] == [1]
    assert [row.number for row in called(fair, "2")] == [1]


def test_who_was_only_on_paper_has_that_registration_and_can_withdraw_it(
    fair, adviser, jobseeker, paper
):
    register_person(adviser, fair=fair, person=paper)
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert register(jobseeker, fair=fair).number == 1
    (own,) = Holdings(jobseeker).to_come
    withdraw_registration(jobseeker, registration=own)
    assert registration_of(jobseeker, fair) is None
    assert standing(fair) == []


@pytest.mark.parametrize("who_withdrew", ["own", "paper"])
def test_whoever_comes_by_one_of_them_comes(fair, adviser, jobseeker, paper, who_withdrew):
    own = register(jobseeker, fair=fair)
    other = register_person(adviser, fair=fair, person=paper)
    withdrawn = own if who_withdrew == "own" else other
    withdraw_registration(adviser, registration=withdrawn)
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert standing(fair) == [(1, "林小满", False)]


def test_a_page_sent_again_after_the_merging_registers_nobody_anew(fair, adviser, jobseeker):
    listed = {"fair": fair, "key": new_id(), "name": "林阿满"}
    paper = list_person(adviser, **listed).person
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert list_person(adviser, **listed).person == person_of(jobseeker)
    assert standing(fair) == [(1, "林小满", False)]


def test_who_came_on_the_duplicates_record_has_come(fair, adviser, jobseeker, paper):
    register(jobseeker, fair=fair)
    arrive_onsite(adviser, fair=fair, person=paper)
    merge_records(adviser, kept=person_of(jobseeker), duplicate=paper)
    assert [row.has_come for row in registered_at(fair)] == [True]
