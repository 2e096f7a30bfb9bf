"""The demo's fair is always today and tomorrow, and somebody is at the booths."""

from datetime import timedelta

import pytest

from jobfair.booths.models import Booth
from jobfair.demo.dates import ZONE, demo_fair, opening, refresh_dates
from jobfair.fairs.models import FairState
from jobfair.fairs.services import tick
from tests.domain.demo.conftest import NOON


def days_of(fair) -> list[int]:
    return [
        (session.starts_at.astimezone(ZONE).date() - NOON.date()).days
        for session in fair.sessions.all()
    ]


def test_seeded_fair_is_open_today_and_tomorrow(demo):
    fair = demo_fair()
    assert fair.state == FairState.OPEN
    assert days_of(fair) == [0, 0, 1, 1]
    assert fair.starts_at <= demo < fair.ends_at


@pytest.mark.parametrize("hour", [0, 7, 8, 9, 23])
def test_it_is_open_whatever_the_hour(hour):
    now = NOON.replace(hour=hour)
    assert opening(now) <= now


def test_the_clock_closes_nothing_before_the_end(demo):
    tick(demo)
    assert demo_fair().state == FairState.OPEN


@pytest.mark.parametrize("days", [1, 2, 30, 400])
def test_a_later_start_moves_the_fair_to_that_day(demo, days):
    promised = Booth.objects.public().filter(sessions__fair=demo_fair()).count()
    fair, later = demo_fair(), demo + timedelta(days=days, hours=-5)
    tick(later)
    fair = refresh_dates(later)
    assert fair.state == FairState.OPEN
    assert days_of(fair) == [days, days, days + 1, days + 1]
    assert fair.starts_at <= later < fair.ends_at
    assert fair.registration_closes_at <= fair.ends_at
    assert Booth.objects.public().filter(sessions__fair=fair).count() == promised


def test_announcements_move_along(demo):
    refresh_dates(demo + timedelta(days=9))
    for announcement in demo_fair().announcements.all():
        assert announcement.created_at.astimezone(ZONE).date() == (demo + timedelta(days=9)).date()


def test_who_starts_it_again_after_midnight_reads_nothing_that_is_announced_later(demo):
    again = (demo + timedelta(days=1)).replace(hour=0, minute=30)
    refresh_dates(again)
    assert all(one.created_at <= again for one in demo_fair().announcements.all())


def test_a_second_start_on_the_same_day_keeps_the_times(demo):
    before = demo_fair()
    after = refresh_dates(demo + timedelta(hours=3))
    assert (after.starts_at, after.ends_at) == (before.starts_at, before.ends_at)


def test_a_fair_the_visitor_closed_is_open_again_next_time(demo):
    fair = demo_fair()
    fair.state = FairState.CLOSED
    fair.save(update_fields=["state"])
    assert refresh_dates(demo).state == FairState.OPEN


def test_a_fair_the_visitor_archived_is_left_alone(demo):
    fair = demo_fair()
    fair.state = FairState.ARCHIVED
    fair.save(update_fields=["state"])
    assert refresh_dates(demo) is None


def test_most_booths_are_staffed_some_away_some_not(demo):
    booths = list(demo_fair().booths.public())
    staffed = [booth for booth in booths if booth.is_staffed(demo)]
    away = [booth for booth in booths if booth.away_until and booth.away_until > demo]
    assert (len(staffed), len(away)) == (26, 2)
    assert not any(booth.is_staffed(demo) for booth in away)
