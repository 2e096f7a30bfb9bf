"""Over many fairs, people and employers are counted once; what may be added is added."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.attendance.services import arrive_online
from jobfair.fairs.models import Fair
from jobfair.insights.figures import figures_of
from jobfair.insights.report.of_years import last_years, years_of, years_with_fairs
from jobfair.intents.counts import MEASURES
from jobfair.intents.models import Voice
from jobfair.intents.steps import Step
from jobfair.outcomes.calls import Call, Result
from jobfair.outcomes.models import PlaceKind
from jobfair.outcomes.services import Heard, place_person, record_follow_up
from tests.factories import (
    make_adviser,
    make_booth,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_position,
)
from tests.factories.intents import make_mutual, step
from tests.factories.talk import make_talk, new_cid, say

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


def test_a_year_of_one_fair_says_what_the_fair_says():
    fair = make_open_fair(mode="hybrid")
    position = make_position(make_booth(fair), headcount=3)
    intent, jobseeker, rep = make_mutual(position)
    for taken in (Step.INTERVIEWED, Step.OFFERED):
        step(rep, position, taken, person=intent.person)
    step(jobseeker, position, Step.ACCEPTED)
    step(rep, position, Step.STARTED, person=intent.person)
    step(make_jobseeker(), make_position(make_booth(fair)), Step.INTERESTED)
    arrive_online(jobseeker, fair=fair)
    talk, speaker, _rep = make_talk(position.booth)
    say(speaker, talk)
    placement = place_person(
        adviser := make_adviser(fair.organiser),
        fair=fair,
        person=intent.person,
        kind=PlaceKind.AID_CENTRE,
        place="向阳工疗站",
        started_on=timezone.localdate() - timedelta(days=35),
    )
    there = Heard(result=Result.THERE, voice=Voice.JOBSEEKER)
    record_follow_up(adviser, work=placement, call=Call.MONTH_1, heard=there, cid=new_cid())
    year = numbers(years_of(Fair.objects.all(), fair.starts_at.year, fair.starts_at.year))
    answer = figures_of(fair)
    assert {key: answer[key].number for key in year if key not in ("fairs", "online")} == {
        key: number for key, number in year.items() if key not in ("fairs", "online")
    }
    of_trade = {"job_types", "positions", "openings", "employers", "people", "visits"}
    assert of_trade | {"conversations", "mutual_people", *MEASURES} <= year.keys()
    followed = {"placed_elsewhere", "followed_up", "in_work_1"}
    assert all(year[key] for key in of_trade | {"conversations", "started"} | followed)


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
    tables = years_of(fairs, *last_years(years_with_fairs(fairs))).tables
    assert [t.key for t in tables] == ["years", "years_intents", "fairs", "fairs_intents"]
    cells = [pair for t in tables for pair in zip(t.columns, t.totals, strict=True)]
    added = {column.key: total for column, total in cells}
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
