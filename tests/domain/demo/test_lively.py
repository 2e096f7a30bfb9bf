"""The people of a lively demo: new accounts each time, this machine alone, believable answers."""

from random import Random

import pytest

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.demo.browser import Browser
from jobfair.demo.content import read
from jobfair.demo.dates import demo_fair
from jobfair.demo.lively import GUESTS, REPS, _next_step, _reply, invite
from jobfair.fairs.models import FairState


def test_each_time_other_people_are_invited(demo):
    first, second = invite(), invite()
    assert first.fair == second.fair == demo_fair().key
    assert len({*first.names, *second.names}) == 2 * GUESTS
    guests = User.objects.filter(email__startswith="guest")
    assert set(guests.values_list("name", flat=True)) >= set(second.names.values())
    assert all(user.roles.any(Role.JOBSEEKER) for user in guests)


def test_nobody_is_invited_where_the_fair_was_put_away(demo):
    fair = demo_fair()
    fair.state = FairState.ARCHIVED
    fair.save(update_fields=["state"])
    assert invite() is None


def test_the_booths_that_answer_have_somebody_at_them(demo):
    for key in REPS:
        booth = demo_fair().booths.get(staffing__user__email=f"{key}@demo.example")
        assert booth.is_staffed(demo), key


@pytest.mark.parametrize("url", ["http://192.168.1.7:8000", "http://203.0.113.5"])
def test_a_browser_goes_nowhere_but_to_this_machine(url):
    with pytest.raises(ValueError, match="not this machine"):
        Browser(url)


def test_a_question_gets_its_own_answer():
    for question, answer, thanks in read("crowd")["asks"]:
        assert _reply(question[:60], Random(1)) == answer
        assert _reply(thanks, Random(1)) in read("crowd")["closings"]


def test_a_rep_answers_who_asked_and_leaves_what_is_done():
    answers = {_next_step({"state": "asked"}, Random(n)) for n in range(40)}
    assert answers == {"interested", "declined"}
    further = {_next_step({"state": "mutual"}, Random(n)) for n in range(40)}
    assert further == {"", "interview_planned", "interviewed"}
    assert _next_step({"state": "interviewed"}, Random(1)) == ""
