"""Presence is a lease: what is said, what an open desk shows, and what the fair is told of it."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jobfair.booths import services
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Booth, Lease
from jobfair.booths.presence import BoothPresence, Presence, presence_of
from jobfair.booths.selectors import people_at
from jobfair.booths.ticks import tick
from jobfair.chat.selectors import waiting_changed
from jobfair.chat.ticks import tick as chat_tick
from jobfair.common.errors import NotAllowed
from jobfair.fairs.events import fair_stream
from jobfair.fairs.models import Fair, FairState
from jobfair.outbox.models import StoredEvent
from jobfair.outbox.selectors import position
from tests.factories import make_booth, make_open_fair, make_organiser_user, make_rep
from tests.factories.talk import make_talk, say

NOW = timezone.now()
MINUTE = timedelta(minutes=1)
LEASE = timedelta(seconds=45)


@pytest.fixture
def stand(db):
    fair = make_open_fair()
    booth = make_booth(fair)
    return SimpleNamespace(fair=fair, booth=booth, rep=make_rep(booth.employer))


def told(stand):
    """The states the fair has been told, in order."""
    texts = StoredEvent.objects.filter(stream=fair_stream(stand.fair.pk)).order_by("seq")
    events = [json.loads(text) for text in texts.values_list("text", flat=True)]
    return [e["data"]["state"] for e in events if e["type"] == "booth.state"]


def seen(stand, now):
    return presence_of(Booth.objects.select_related("fair").get(pk=stand.booth.pk), now)


@pytest.mark.parametrize(
    ("fields", "expected", "word"),
    [
        ({}, BoothPresence(Presence.CLOSED), ""),
        ({"waiting": 2}, BoothPresence(Presence.CLOSED), ""),
        ({"staffed_until": NOW}, BoothPresence(Presence.CLOSED), ""),
        ({"staffed_until": NOW + LEASE}, BoothPresence(Presence.OPEN), "open"),
        (
            {"staffed_until": NOW + LEASE, "waiting": 3},
            BoothPresence(Presence.BUSY, None, 3),
            "busy 3",
        ),
        ({"staffed_until": NOW + MINUTE}, BoothPresence(Presence.OPEN, NOW + MINUTE), "open"),
        (
            {"staffed_until": NOW + MINUTE, "away_until": NOW + MINUTE},
            BoothPresence(Presence.AWAY, NOW + MINUTE),
            f"away {(NOW + MINUTE).isoformat()}",
        ),
        ({"away_until": NOW}, BoothPresence(Presence.CLOSED), ""),
    ],
    ids=[
        "nobody came",
        "somebody waits for nobody",
        "the lease is over",
        "under lease",
        "three wait",
        "a minute left",
        "away for a minute",
        "away is over",
    ],
)
def test_where_a_booth_stands(fields, expected, word):
    presence = presence_of(Booth(fair=Fair(state=FairState.OPEN), **fields), NOW)
    assert presence == expected
    assert presence.told == word


def test_an_open_desk_is_presence_as_long_as_it_is_renewed(stand):
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW + LEASE / 3)
    assert seen(stand, NOW + LEASE).state == Presence.OPEN
    assert seen(stand, NOW + 4 * LEASE / 3).state == Presence.CLOSED
    assert told(stand) == ["open"]


def test_the_clock_makes_the_end_of_a_lease_known(stand):
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    assert tick(now=NOW + LEASE / 2) == 0
    assert tick(now=NOW + LEASE) == 2  # the booth is told, the lease is forgotten
    assert tick(now=NOW + LEASE) == 0
    assert told(stand) == ["open", "closed"]
    stand.booth.refresh_from_db()
    assert stand.booth.unstaffed_since == NOW + LEASE


def test_an_open_desk_takes_nothing_from_a_word_given_for_an_hour(stand):
    services.say_present(stand.rep, booth=stand.booth, now=NOW)
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW + MINUTE)
    assert seen(stand, NOW + 59 * MINUTE).is_open
    assert Lease.objects.get().until == NOW + 60 * MINUTE


def test_how_long_a_word_holds_is_the_fairs_rule(stand):
    Fair.objects.update(word_minutes=30)
    services.say_present(stand.rep, booth=stand.booth, now=NOW)
    assert seen(stand, NOW).until == NOW + 30 * MINUTE


@pytest.mark.parametrize("pause", ["away", "closed"])
def test_a_desk_left_open_in_a_break_opens_nothing_until_somebody_says_so(stand, pause):
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    if pause == "away":
        services.say_away(stand.rep, booth=stand.booth, until=NOW + MINUTE, now=NOW)
    else:
        services.leave_booth(stand.rep, booth=stand.booth, now=NOW)
    for late in (NOW + LEASE / 3, NOW + 2 * MINUTE):
        services.hold_desk(stand.rep, booth=stand.booth, now=late)
    assert seen(stand, NOW + 2 * MINUTE).state == Presence.CLOSED
    services.say_present(stand.rep, booth=stand.booth, now=NOW + 3 * MINUTE)
    assert seen(stand, NOW + 3 * MINUTE).state == Presence.OPEN


def test_any_page_a_rep_opens_keeps_the_word_given(stand):
    services.say_present(stand.rep, booth=stand.booth, now=NOW)
    assert services.keep_word(stand.rep, now=NOW + MINUTE) == 0  # just said
    assert services.keep_word(stand.rep, now=NOW + 30 * MINUTE) == 1
    assert services.keep_word(make_rep(stand.booth.employer), now=NOW + 31 * MINUTE) == 0
    assert seen(stand, NOW + 89 * MINUTE).is_open
    services.leave_booth(stand.rep, booth=stand.booth, now=NOW + 40 * MINUTE)
    assert services.keep_word(stand.rep, now=NOW + 41 * MINUTE) == 0


def test_an_open_desk_alone_is_not_a_word_that_pages_keep(stand):
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    assert services.keep_word(stand.rep, now=NOW) == 0


def test_colleagues_at_the_desk_are_told_who_comes_and_goes(stand):
    other = make_rep(stand.booth.employer, name="方知夏")
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    services.hold_desk(other, booth=stand.booth, now=NOW + LEASE / 2)
    assert people_at(stand.booth, NOW + LEASE / 2) == [other, stand.rep]
    assert people_at(stand.booth, NOW + LEASE) == [other]
    stream = staff_stream(stand.booth.pk)
    before = position(stream)
    assert services.end_leases(NOW + LEASE) == 1
    assert services.end_leases(NOW + LEASE) == 0
    assert position(stream) == before + 1


def test_the_fair_is_told_only_when_the_words_change(stand):
    for minute in range(3):
        services.say_present(stand.rep, booth=stand.booth, now=NOW + minute * MINUTE)
    services.leave_booth(stand.rep, booth=stand.booth, now=NOW + 3 * MINUTE)
    assert told(stand) == ["open", "closed"]


def test_how_many_wait_is_gathered_and_told(stand):
    services.say_present(stand.rep, booth=stand.booth, now=NOW)
    for _person in range(2):
        talk, jobseeker, _rep = make_talk(stand.booth)
        say(jobseeker, talk)
        say(jobseeker, talk)
    assert chat_tick(now=NOW) == 1
    assert chat_tick(now=NOW) == 0
    assert seen(stand, NOW) == BoothPresence(Presence.BUSY, NOW + 60 * MINUTE, 2)
    assert told(stand) == ["open", "busy"]


def test_nothing_is_told_of_a_booth_nobody_may_see(stand):
    Booth.objects.update(published_at=None)
    services.hold_desk(stand.rep, booth=stand.booth, now=NOW)
    assert tick(now=NOW) == 0
    assert told(stand) == []


def test_only_reps_of_the_employer_hold_its_desk(stand):
    for other in (
        make_rep(make_booth(stand.fair).employer),
        make_organiser_user(stand.fair.organiser),
    ):
        with pytest.raises(NotAllowed):
            services.hold_desk(other, booth=stand.booth)


def test_a_quiet_hall_costs_the_clock_the_same_however_large(stand, django_assert_num_queries):
    for _more in range(2):
        services.say_present(
            make_rep((booth := make_booth(stand.fair)).employer), booth=booth, now=NOW
        )
        with django_assert_num_queries(1):
            services.tell_changes(NOW)
        with django_assert_num_queries(1):
            waiting_changed()
