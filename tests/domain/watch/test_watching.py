"""Organisers learn within a look what they must act on, and nobody who asked is forgotten."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jobfair.booths import services as booths
from jobfair.booths.models import Booth
from jobfair.chat.models import Conversation
from jobfair.common.errors import Conflict, Invalid, Missing
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair, FairState
from jobfair.outbox.models import StoredEvent
from jobfair.watch import services
from jobfair.watch.models import Alert, Kind, Reason, Settlement
from jobfair.watch.permissions import may_handle_alert, may_settle, may_watch_fair
from jobfair.watch.selectors import unanswered_at
from jobfair.watch.ticks import tick
from tests.factories import make_booth, make_fair, make_open_fair, make_organiser_user, make_rep
from tests.factories.roles import ROLES, make_cast
from tests.factories.talk import make_talk, say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def scene(db, now):
    """A fair that opened an hour ago, one booth that promised to be there, nobody at it yet."""
    fair = make_open_fair(starts_at=now - 60 * MINUTE)
    booth = make_booth(fair)
    return SimpleNamespace(
        fair=fair,
        booth=booth,
        rep=make_rep(booth.employer),
        boss=make_organiser_user(fair.organiser),
        now=now,
    )


def standing():
    return sorted(Alert.objects.standing().values_list("kind", flat=True))


def told(scene):
    texts = StoredEvent.objects.filter(stream=desk_stream(scene.fair.pk))
    return [json.loads(text)["type"] for text in texts.values_list("text", flat=True)]


def test_a_booth_that_is_empty_in_its_hours_is_alerted_once(scene, now):
    assert tick(now=now) == 1
    assert tick(now=now) == 0
    alert = Alert.objects.get()
    assert (alert.kind, alert.since) == (Kind.UNSTAFFED, scene.fair.starts_at)
    assert told(scene) == ["alerts.changed"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda s: None, [Kind.UNSTAFFED]),
        (lambda s: Fair.objects.update(unstaffed_minutes=90), []),
        (lambda s: booths.say_present(s.rep, booth=s.booth), []),
        (lambda s: booths.leave_booth(s.rep, booth=s.booth, now=s.now), [Kind.UNSTAFFED]),
        (lambda s: s.booth.sessions.clear(), [Kind.UNSTAFFED]),
        (lambda s: s.fair.sessions.update(ends_at=s.fair.starts_at + MINUTE), []),
        (lambda s: Booth.objects.update(published_at=None), []),
        (lambda s: Fair.objects.update(state=FairState.PUBLISHED), []),
        (lambda s: Fair.objects.update(state=FairState.CLOSED), []),
    ],
)
def test_only_a_booth_that_should_be_open_and_is_not_is_alerted(scene, now, change, expected):
    change(scene)
    tick(now=now)
    assert standing() == expected


def test_a_break_that_was_told_is_no_alert_and_one_that_ran_over_is(scene, now):
    booths.say_away(scene.rep, booth=scene.booth, until=now + 10 * MINUTE, now=now)
    tick(now=now + 5 * MINUTE)
    assert standing() == []
    booths.tell_changes(now + 11 * MINUTE)
    tick(now=now + 20 * MINUTE)
    assert standing() == []
    tick(now=now + 21 * MINUTE)
    assert standing() == [Kind.UNSTAFFED]


def test_it_ends_by_itself_when_somebody_is_there(scene, now):
    tick(now=now)
    booths.say_present(scene.rep, booth=scene.booth, now=now)
    assert tick(now=now) == 1
    assert standing() == []
    assert Alert.objects.get().ended_at == now


def test_a_silent_booth_is_alerted_from_the_longest_wait(scene, now):
    booths.say_present(scene.rep, booth=scene.booth, now=now)
    for minutes in (20, 16, 2):
        talk, jobseeker, _rep = make_talk(scene.booth)
        say(jobseeker, talk)
        Conversation.objects.filter(pk=talk.pk).update(waiting_since=now - minutes * MINUTE)
    tick(now=now)
    alert = Alert.objects.get()
    assert (alert.kind, alert.since) == (Kind.SILENT, now - 20 * MINUTE)
    say(scene.rep, Conversation.objects.order_by("waiting_since").first())
    tick(now=now)
    alert.refresh_from_db()
    assert alert.since == now - 16 * MINUTE
    assert [row.waiting_since for row in unanswered_at(scene.fair)] == [now - 16 * MINUTE]


def test_who_sees_to_it_first_stays_on_record(scene, now):
    tick(now=now)
    alert = Alert.objects.get()
    other = make_organiser_user(scene.fair.organiser)
    services.mark_known(scene.boss, alert=alert)
    services.mark_known(other, alert=alert)
    alert.refresh_from_db()
    assert alert.known_by == scene.boss
    assert services.remind(other, alert=alert).reminded_by == other


def test_what_is_over_is_not_handled_again(scene, now):
    tick(now=now)
    alert = Alert.objects.get()
    booths.say_present(scene.rep, booth=scene.booth, now=now)
    tick(now=now)
    for verb in (services.mark_known, services.remind):
        with pytest.raises(Conflict, match="alert_over"):
            verb(scene.boss, alert=alert)
        with pytest.raises(Missing):
            verb(scene.rep, alert=alert)


def waiting_talk(booth, since):
    talk, jobseeker, _rep = make_talk(booth)
    say(jobseeker, talk)
    Conversation.objects.filter(pk=talk.pk).update(waiting_since=since)
    talk.refresh_from_db()
    return talk, jobseeker


def test_a_person_is_taken_off_the_list_with_a_reason_and_comes_back_by_writing(scene, now):
    talk, jobseeker = waiting_talk(scene.booth, now - 20 * MINUTE)
    services.settle(scene.rep, conversation=talk, reason=Reason.PHONE)
    settlement = Settlement.objects.get()
    assert settlement.waited_since == now - 20 * MINUTE
    assert settlement.made_by == scene.rep
    assert unanswered_at(scene.fair) == []
    with pytest.raises(Conflict, match="nobody_waits"):
        services.settle(scene.rep, conversation=talk, reason=Reason.PHONE)
    say(jobseeker, talk)
    assert Conversation.objects.get(pk=talk.pk).waiting_since is not None


def test_another_reason_is_written_down(scene, now):
    talk, _jobseeker = waiting_talk(scene.booth, now)
    with pytest.raises(Invalid, match="note_missing"):
        services.settle(scene.rep, conversation=talk, reason=Reason.OTHER, note=" ")
    assert services.settle(scene.rep, conversation=talk, reason=Reason.OTHER, note="寄了信").note


def test_the_list_stays_after_the_fair_until_each_is_answered(scene, now):
    talk, _jobseeker = waiting_talk(scene.booth, now - MINUTE)
    assert unanswered_at(scene.fair) == []
    Fair.objects.update(state=FairState.CLOSED)
    scene.fair.refresh_from_db()
    assert unanswered_at(scene.fair) == [talk]
    say(scene.rep, talk)
    assert unanswered_at(scene.fair) == []


EARLY = {"rep"}
LATE = {"rep", "organiser"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_watches_and_who_settles(role, now):
    cast = make_cast()
    booth = make_booth(make_open_fair(cast.organiser), cast.employer)
    person = cast[role]
    alert = Alert(fair=booth.fair, booth=booth, kind=Kind.SILENT, since=now)
    assert may_watch_fair(person, booth.fair) is (role == "organiser")
    assert may_handle_alert(person, alert) is (role == "organiser")
    early, _jobseeker = waiting_talk(booth, now)
    late, _jobseeker = waiting_talk(booth, now - 16 * MINUTE)
    assert may_settle(person, early) is (role in EARLY)
    assert may_settle(person, late) is (role in LATE)
    early.booth.fair.state = FairState.CLOSED
    assert may_settle(person, early) is (role in LATE)


def test_watching_costs_the_same_however_large_the_hall(scene, now, django_assert_num_queries):
    other = make_fair(scene.fair.organiser)
    for _more in range(2):
        make_booth(scene.fair)
        make_booth(other)
        tick(now=now)
        with django_assert_num_queries(3):
            tick(now=now)
