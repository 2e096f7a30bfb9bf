"""Everybody on the jobseeker's side learns that there is news, and nobody beside them what it says."""

import json

import pytest

from jobfair.accounts.events import user_stream
from jobfair.chat.models import Seat
from jobfair.chat.services import Saying, add_beside, mark_read, send_messages
from jobfair.outbox.models import StoredEvent
from jobfair.outbox.selectors import position
from tests.factories import make_user
from tests.factories.talk import make_talk, new_cid, say

pytestmark = pytest.mark.django_db


def beside():
    talk, jobseeker, rep = make_talk()
    helper = make_user(name="陪同的妹妹")
    add_beside(jobseeker, conversation=talk, user=helper, seat=Seat.SUPPORTER)
    return talk, jobseeker, rep, helper


def told(user, after=0):
    rows = StoredEvent.objects.filter(stream=user_stream(user.pk), seq__gt=after).order_by("seq")
    facts = [json.loads(text) for text in rows.values_list("text", flat=True)]
    return [(fact["type"], fact["data"].get("name"), fact["data"].get("preview")) for fact in facts]


def test_who_sits_down_beside_is_told_of_what_was_said_before():
    _talk, _jobseeker, _rep, helper = beside()
    assert told(helper) == [("conversation.moved", "", "")]


@pytest.mark.parametrize("speaker", ["jobseeker", "rep", "helper"])
def test_each_is_told_of_what_the_others_say(speaker):
    people = dict(zip(("talk", "jobseeker", "rep", "helper"), beside(), strict=True))
    talk = people.pop("talk")
    before = {name: position(user_stream(one.pk)) for name, one in people.items()}
    say(people[speaker], talk, "几点上班？")
    words = {
        "helper": {"jobseeker": ("", "")},
        "jobseeker": {"helper": ("", "")},
        "rep": {"jobseeker": ("王老师", "几点上班？"), "helper": ("", "")},
    }
    found = {name: told(one, before[name]) for name, one in people.items()}
    assert found == {
        name: [("conversation.moved", *words[speaker][name])] if name in words[speaker] else []
        for name in people
    }


def test_who_has_left_is_told_nothing_more():
    talk, jobseeker, _rep, helper = beside()
    talk.participants.update(left_at=talk.created_at)
    before = position(user_stream(helper.pk))
    say(jobseeker, talk)
    assert position(user_stream(helper.pk)) == before


def test_reading_is_told_to_ones_own_other_pages_once():
    talk, jobseeker, rep, helper = beside()
    say(rep, talk)
    for user in (jobseeker, helper):
        before = position(user_stream(user.pk))
        for _time in range(2):
            mark_read(user, conversation=talk, number=9)
        assert [kind for kind, *_words in told(user, before)] == ["conversation.read"]


def test_jobseekers_alone_cost_as_many_queries_with_company_as_without(django_assert_num_queries):
    talk, jobseeker, _rep, _helper = beside()
    alone, other, _rep = make_talk()
    for conversation, user in ((talk, jobseeker), (alone, other)):
        with django_assert_num_queries(10):
            send_messages([Saying(user, conversation.pk, new_cid(), "您好")])
