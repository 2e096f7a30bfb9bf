"""Who has to act is told when how much there is to do becomes another."""

import json

import pytest
from django.utils import timezone

from jobfair.accounts.events import TasksChanged, user_stream
from jobfair.booths.services import (
    approve_position,
    close_position,
    remove_position,
    return_position,
    submit_position,
)
from jobfair.chat.ticks import tick
from jobfair.outbox.models import StoredEvent
from jobfair.watch.models import Alert
from jobfair.watch.services import look, mark_known
from tests import factories as make
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


def told(user):
    """The conversations named to somebody since this was asked last."""
    rows = StoredEvent.objects.filter(stream=user_stream(user.pk)).order_by("seq")
    facts = [json.loads(text) for text in rows.values_list("text", flat=True)]
    rows.delete()
    return [f["data"]["conversation"] for f in facts if f["type"] == TasksChanged.type]


def test_reps_are_told_who_began_to_wait_and_that_nobody_does():
    talk, jobseeker, rep = make_talk()
    colleague, stranger = make.make_rep(talk.employer), make.make_rep(make.make_employer())
    say(jobseeker, talk)
    assert told(rep) == []  # gathered
    tick(now=timezone.now())
    tick(now=timezone.now())
    assert [told(one) for one in (rep, colleague, stranger)] == [[talk.key], [talk.key], []]
    say(rep, talk)
    tick(now=timezone.now())
    assert told(rep) == [""]


def test_of_several_who_wait_the_last_is_named():
    talk, jobseeker, rep = make_talk()
    other, another, _rep = make_talk(talk.booth)
    say(another, other)
    say(jobseeker, talk)
    tick(now=timezone.now())
    assert told(rep) == [talk.key]


def test_reps_are_told_of_what_is_sent_back_and_of_what_is_no_longer():
    booth = make.make_booth(make.make_open_fair())
    rep, boss = make.make_rep(booth.employer), make.make_organiser_user(booth.fair.organiser)
    positions = [make.make_position(booth) for _each in range(4)]
    for one in positions:
        return_position(boss, position=one, note="请写清楚时间")
        assert told(rep) == [""]
    submit_position(rep, position=positions[0])
    approve_position(boss, position=positions[1])
    close_position(rep, position=positions[2])
    assert told(rep) == [""] * 3
    approve_position(boss, position=positions[0])
    assert told(rep) == []


def test_a_draft_that_was_sent_back_and_is_removed_is_told():
    booth = make.make_booth(make.make_open_fair())
    rep = make.make_rep(booth.employer)
    remove_position(rep, position=make.make_position(booth, review_state="returned"))
    remove_position(rep, position=make.make_position(booth, review_state="draft"))
    assert told(rep) == [""]


def test_who_runs_and_who_co_runs_a_fair_is_told_of_its_booths():
    booth = make.make_booth(make.make_open_fair())
    fair = booth.fair
    helper = make.make_organiser()
    fair.co_organisers.add(helper)
    people = [make.make_organiser_user(fair.organiser), make.make_organiser_user(helper)]
    door = make.make_door(fair.organiser)
    look(timezone.now())
    assert [told(one) for one in [*people, door]] == [[""], [""], []]
    mark_known(people[0], alert=Alert.objects.get())
    mark_known(people[1], alert=Alert.objects.get())
    assert [told(one) for one in people] == [[""], [""]]
