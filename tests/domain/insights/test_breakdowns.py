"""The parts of every breakdown come to the whole, or the column says why they do not."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.models import Arrival
from jobfair.attendance.services import arrive_online, arrive_onsite
from jobfair.chat.models import Conversation
from jobfair.insights.behind_parts import behind_part
from jobfair.insights.breakdowns import BREAKDOWNS, break_down, break_down_by
from jobfair.insights.figures import figures_of
from jobfair.insights.parts import hour_of
from jobfair.intents.counts import QUARTER
from jobfair.intents.models import Change, Channel, Entry, Voice
from jobfair.intents.services import merge_people
from jobfair.intents.steps import Side, Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.intents import drop_guards, make_mutual, step
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    """Two booths with everything in them: several hours, ways, job types and districts."""
    fair = make_open_fair()
    door, adviser = make_door(fair.organiser), make_adviser(fair.organiser)
    first = make_position(make_booth(fair), "包装工", district="思明区")
    second = make_position(make_booth(fair), "客服", district="")
    _intent, jobseeker, _rep = make_mutual(first)
    rep = make_rep(second.booth.employer)
    step(jobseeker, second, Step.INTERESTED, channel=Channel.CHAT)
    step(rep, second, Step.INTERESTED, person=person_of(jobseeker), channel=Channel.CHAT)
    step(rep, second, Step.INTERVIEWED, person=person_of(jobseeker), channel=Channel.ONSITE)
    step(jobseeker, second, Step.WITHDRAWN)
    step(make_jobseeker(), first, Step.INTERESTED)
    _telephoned(adviser, fair, first)
    arrive_online(jobseeker, fair=fair)
    arrive_onsite(door, fair=fair, person=person_of(jobseeker))
    arrive_online(make_jobseeker(), fair=fair)
    conversation, asker, rep = make_talk(first.booth)
    say(asker, conversation)
    say(rep, conversation)
    _spread(fair)
    return fair


def _telephoned(adviser, fair, position):
    """Recorded twice by telephone for one human being, and merged."""
    kept, duplicate = (
        record_person(adviser, organiser=fair.organiser, name="林阿姨") for _n in "12"
    )
    for person in (kept, duplicate):
        for side, voice in ((Side.JOBSEEKER, Voice.FAMILY), (Side.EMPLOYER, Voice.EMPLOYER)):
            step(
                adviser,
                position,
                Step.INTERESTED,
                person=person,
                side=side,
                voice=voice,
                channel=Channel.PHONE,
            )
    merge_people(adviser, kept=kept, duplicate=duplicate)


def _spread(fair):
    """Give what happened just now different hours, one of them days later."""
    drop_guards()
    for model, field in ((Arrival, "created_at"), (Conversation, "first_asked_at")):
        for n, row in enumerate(model.objects.all()):
            model.objects.filter(pk=row.pk).update(
                **{field: fair.starts_at + timedelta(hours=2 * n)}
            )
    for n, row in enumerate(Change.objects.order_by("channel")):
        at = fair.starts_at + (timedelta(hours=n) if n else timedelta(days=40))
        its = Entry.objects.filter(at__range=(row.quarter, row.quarter + QUARTER))
        its.filter(channel=row.channel).update(at=at)
        Change.objects.filter(pk=row.pk).update(quarter=at)


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_parts_come_to_the_whole_or_say_why_not(fair, by):
    table = break_down(fair, by)
    answer = figures_of(fair)
    assert table.number == answer.number == answer.fair.ledger.last
    for column in table.columns:
        key = column.figure.key
        assert column.whole == answer[key].number
        total = sum(part.numbers.get(key) or 0 for part in table.parts)
        if column.adds_up:
            assert total == column.whole, key
        elif key != "first_reply_median":
            assert total >= column.whole, key
    assert any(column.whole for column in table.columns)


def test_a_person_who_came_both_ways_is_in_both_rows_and_once_in_the_whole(fair):
    table = break_down(fair, "mode")
    people = {part.key: part.numbers.get("people", 0) for part in table.parts}
    assert people == {"onsite": 1, "online": 2, "phone": 0}
    assert figures_of(fair)["people"].number == 2


def test_hours_are_the_fairs_own_without_gaps_and_later_days_are_one_part(fair):
    parts = break_down(fair, "hour").parts
    hours = [part.start for part in parts if part.start]
    assert hours == [hours[0] + timedelta(hours=n) for n in range(len(hours))]
    assert parts[-1].key == "after"
    assert any(parts[-1].numbers.values())


def test_an_hour_begins_where_the_zones_clock_says():
    at = datetime(2026, 11, 23, 3, 50, tzinfo=UTC)
    assert hour_of(at, ZoneInfo("Asia/Shanghai")).minute == 0
    assert hour_of(at, ZoneInfo("Asia/Kolkata")) == datetime(2026, 11, 23, 3, 30, tzinfo=UTC)


def test_the_figures_of_earlier_hours_are_never_changed_by_later_ones():
    intent, jobseeker, _rep = make_mutual()
    Change.objects.update(quarter=timezone.now() - timedelta(hours=3))
    step(jobseeker, intent.position, Step.WITHDRAWN)
    changes = [row.mutual for row in Change.objects.order_by("quarter")]
    assert changes == [1, -1]


def test_everything_takes_as_many_queries_for_more(django_assert_max_num_queries):
    fair = make_open_fair()
    asked = []
    for more in (1, 2):
        for _n in range(more):
            make_mutual(make_position(make_booth(fair)))
            conversation, asker, _rep = make_talk(make_booth(fair))
            say(asker, conversation)
        with django_assert_max_num_queries(40) as queries:
            break_down_by(fair, BREAKDOWNS)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_each_cell_has_the_entries_behind_it(fair, by):
    table = break_down(fair, by)
    opened = 0
    for part in table.parts:
        for column in table.columns:
            key = column.figure.key
            found = behind_part(fair, by, part.key, key)
            if found is None:
                assert key == "first_reply_median"
                continue
            rows = found.rows[:100]
            assert [found.cells(row) for row in rows] or not part.numbers.get(key)
            made = sum(found.weight(row) if found.weight else _worth(key, row) for row in rows)
            assert made == (part.numbers.get(key) or 0), (part.name, key)
            opened += bool(rows)
    assert opened >= 3


def _worth(key, row):
    return row.headcount if key == "openings" else 1


def test_behind_a_cell_nothing_is_asked_for_each_row(fair):
    part = break_down(fair, "mode").parts[1].key
    asked = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as captured:
            found = behind_part(fair, "mode", part, "mutual")
            [found.cells(row) for row in found.rows[:50]]
        asked.append(len(captured))
        for _n in range(3):
            make_mutual(make_position(make_booth(fair)))
    assert asked[0] == asked[1]
