from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.booths import services
from jobfair.booths.presence import Presence, presence_of
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.models import FairState
from tests.factories import make_employer, make_rep

MINUTE = timedelta(minutes=1)


@pytest.fixture
def open_desk(desk):
    desk.fair.state = FairState.OPEN
    desk.fair.save()
    return desk


def seen(booth, now):
    booth.refresh_from_db()
    presence = presence_of(booth, now)
    return presence.state, presence.until


def test_only_colleagues_staff_a_booth(desk):
    with pytest.raises(Invalid, match="not_rep"):
        services.staff_booth(desk.rep, booth=desk.booth, user=make_rep(make_employer()))


def test_exactly_the_named_people_staff_a_booth(desk):
    colleague, other = make_rep(desk.employer), make_rep(desk.employer)
    services.set_staffing(desk.rep, booth=desk.booth, users=[desk.rep, colleague])
    services.set_staffing(desk.rep, booth=desk.booth, users=[colleague, other])
    assert set(desk.booth.staffing.values_list("user", flat=True)) == {colleague.pk, other.pk}


def test_a_wrong_name_in_the_list_changes_nothing(desk):
    services.set_staffing(desk.rep, booth=desk.booth, users=[desk.rep])
    with pytest.raises(Invalid):
        services.set_staffing(desk.rep, booth=desk.booth, users=[desk.boss])
    assert desk.booth.staffing.get().user == desk.rep


def test_the_word_holds_an_hour_and_then_nobody_is_there(open_desk):
    now = timezone.now()
    services.say_present(open_desk.rep, booth=open_desk.booth, now=now)
    hour = now + 60 * MINUTE
    assert seen(open_desk.booth, now) == (Presence.OPEN, hour)
    assert seen(open_desk.booth, hour - MINUTE) == (Presence.OPEN, hour)
    assert seen(open_desk.booth, hour) == (Presence.CLOSED, None)


def test_saying_it_again_gives_another_hour(open_desk):
    now = timezone.now()
    services.say_present(open_desk.rep, booth=open_desk.booth, now=now)
    services.say_present(open_desk.rep, booth=open_desk.booth, now=now + 50 * MINUTE)
    assert seen(open_desk.booth, now + 100 * MINUTE)[0] == Presence.OPEN


def test_a_break_ends_in_nobody_there_until_somebody_says_so(open_desk):
    now = timezone.now()
    services.say_present(open_desk.rep, booth=open_desk.booth, now=now)
    back = now + 20 * MINUTE
    services.say_away(open_desk.rep, booth=open_desk.booth, until=back, now=now)
    assert seen(open_desk.booth, now) == (Presence.AWAY, back)
    assert seen(open_desk.booth, back) == (Presence.CLOSED, None)
    services.say_present(open_desk.rep, booth=open_desk.booth, now=back)
    assert seen(open_desk.booth, back)[0] == Presence.OPEN


def test_leaving_is_seen_at_once(open_desk):
    now = timezone.now()
    services.say_present(open_desk.rep, booth=open_desk.booth, now=now)
    services.leave_booth(open_desk.rep, booth=open_desk.booth, now=now)
    assert seen(open_desk.booth, now) == (Presence.CLOSED, None)


@pytest.mark.parametrize("minutes", [-1, 0, 241])
def test_a_break_lies_ahead_and_is_no_longer_than_four_hours(open_desk, minutes):
    now = timezone.now()
    with pytest.raises(Invalid, match="away_until") as refusal:
        services.say_away(
            open_desk.rep, booth=open_desk.booth, until=now + minutes * MINUTE, now=now
        )
    assert "until" in refusal.value.fields


@pytest.mark.parametrize("state", [s for s in FairState.values if s != FairState.OPEN])
def test_presence_is_said_only_while_the_fair_is_open(desk, state):
    desk.fair.state = state
    desk.fair.save()
    with pytest.raises(Conflict, match="fair_not_open"):
        services.say_present(desk.rep, booth=desk.booth)
    with pytest.raises(Conflict, match="fair_not_open"):
        services.say_away(desk.rep, booth=desk.booth, until=timezone.now() + MINUTE)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (FairState.DRAFT, Presence.BEFORE),
        (FairState.PUBLISHED, Presence.BEFORE),
        (FairState.OPEN, Presence.OPEN),
        (FairState.CLOSED, Presence.OVER),
        (FairState.ARCHIVED, Presence.OVER),
    ],
)
def test_nobody_is_at_a_booth_of_a_fair_that_is_not_open(desk, state, expected):
    desk.booth.staffed_until = timezone.now() + MINUTE
    desk.booth.fair.state = state
    assert presence_of(desk.booth).state == expected


def test_an_organiser_never_says_it_for_the_employer(open_desk):
    for refused in (
        lambda who: services.say_present(who, booth=open_desk.booth),
        lambda who: services.leave_booth(who, booth=open_desk.booth),
    ):
        with pytest.raises(NotAllowed):
            refused(open_desk.boss)
