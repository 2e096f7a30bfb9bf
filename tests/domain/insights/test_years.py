"""Over many fairs, people and employers are counted once; what may be added is added."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.attendance.services import arrive_online
from jobfair.fairs.models import Fair
from jobfair.insights.report.of_years import last_years, years_of, years_with_fairs
from tests.factories import (
    make_booth,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_position,
)
from tests.factories.intents import make_mutual

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def moved(fair, years):
    """The same fair, so many years ago."""
    fair.sessions.all().delete()
    for name in ("starts_at", "ends_at"):
        at = getattr(fair, name)
        setattr(fair, name, at.replace(year=at.year - years, day=min(at.day, 28)))
    fair.save()
    return fair


@pytest.fixture
def fairs():
    """Two fairs of this year and one of the last, with one employer and one visitor at all."""
    organiser, visitor = make_organiser(), make_jobseeker()
    first = make_open_fair(organiser, mode="online")
    booth = make_booth(first)
    make_mutual(make_position(booth, headcount=2))
    others = [make_open_fair(organiser, mode="hybrid") for _more in range(2)]
    for fair in others:
        make_position(make_booth(fair, booth.employer), headcount=3)
    for fair in (first, *others):
        arrive_online(visitor, fair=fair)
    moved(others[1], 1)
    make_fair(organiser)
    return Fair.objects.filter(organiser=organiser)


def numbers(document):
    return {line.key: line.number for line in document.figures}


def test_a_year_counts_one_person_once(fairs):
    found = numbers(years_of(fairs, YEAR, YEAR))
    assert (found["fairs"], found["online"], found["openings"]) == (2, 1, 5)
    assert (found["employers"], found["people"], found["visits"]) == (1, 1, 2)
    assert (found["mutual_people"], found["mutual"]) == (1, 1)


def test_five_years_stand_year_by_year(fairs):
    document = years_of(fairs, *last_years(years_with_fairs(fairs)))
    years = next(table for table in document.tables if table.key == "years")
    assert years.column("name") == [str(YEAR - 1), str(YEAR)]
    assert years.column("people") == [1, 1]
    found = numbers(document)
    assert (found["people"], found["visits"], found["fairs"]) == (1, 3, 3)
    assert years.total("visits") == 3
    assert f"{YEAR - 4}–{YEAR} 年共办招聘会 3 场，其中线上 1 场" in document.sentence


def test_columns_of_people_are_not_added(fairs):
    table = years_of(fairs, *last_years(years_with_fairs(fairs))).tables[0]
    added = dict(zip([column.key for column in table.columns], table.totals, strict=True))
    assert (added["people"], added["employers"], added["mutual_people"]) == (None, None, None)
    assert added["openings"] == 8


def test_only_years_with_public_fairs_are_offered(fairs):
    assert years_with_fairs(fairs) == [YEAR, YEAR - 1]
    assert last_years(years_with_fairs(fairs)) == (YEAR - 4, YEAR)
    assert last_years([]) == (YEAR - 4, YEAR)
    assert years_of(Fair.objects.none(), YEAR, YEAR).tables == []


def test_it_asks_as_much_for_many_fairs_as_for_one(fairs, django_assert_num_queries):
    one = fairs.filter(mode="online")
    with CaptureQueriesContext(connection) as few:
        years_of(one, *last_years(years_with_fairs(one)))
    with django_assert_num_queries(len(few)):
        years_of(fairs, *last_years(years_with_fairs(fairs)))
