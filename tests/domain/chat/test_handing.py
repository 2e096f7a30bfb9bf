"""Handing on: asked, decided by the jobseeker alone, and every wait kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.chat import services
from jobfair.chat.models import Conversation, Handover, HandoverState, Seat
from jobfair.chat.permissions import (
    may_answer_handover,
    may_hand_over,
    may_hear_conversation,
    may_read_handed,
    may_take_back_handover,
    seat_of,
)
from jobfair.chat.selectors import messages_up_to
from jobfair.chat.ticks import tick
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.insights.figures import talks_of
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_rep,
    make_user,
)
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


@pytest.fixture
def elsewhere(talk):
    """Another booth of the fair, and a rep of it."""
    booth = make_booth(talk[0].booth.fair)
    return booth, make_rep(booth.employer, name="林老师")


def lines(conversation):
    return [line.happening for line in conversation.messages.exclude(happening="")]


def offer(talk, **to):
    conversation, _jobseeker, rep = talk
    return services.offer_handover(rep, conversation=conversation, **to)


def test_nothing_moves_before_the_jobseeker_decides(talk, elsewhere):
    conversation, jobseeker, _rep = talk
    booth, other_rep = elsewhere
    asked = say(jobseeker, conversation)
    offer(talk, to_booth=booth)
    conversation.refresh_from_db()
    assert conversation.waiting_since == asked.created_at
    assert not booth.conversations.exists()
    assert not may_hear_conversation(other_rep, conversation)
    assert lines(conversation) == ["asked_booth"]


@pytest.mark.parametrize("shows_history", [True, False])
def test_the_other_booth_sees_what_was_agreed_to_and_no_more(talk, elsewhere, shows_history):
    conversation, jobseeker, rep = talk
    booth, other_rep = elsewhere
    say(jobseeker, conversation, "我想做装配")
    handover = offer(talk, to_booth=booth)
    arrived = services.accept_handover(jobseeker, handover=handover, shows_history=shows_history)
    handover.refresh_from_db()
    say(rep, conversation, "以后说的")
    assert may_hear_conversation(other_rep, arrived)
    assert not may_hear_conversation(other_rep, conversation)
    assert may_read_handed(other_rep, handover) is shows_history
    if shows_history:
        shown = [m.text for m in messages_up_to(conversation, handover.history_to) if m.text]
        assert shown == ["我想做装配"]


def test_history_is_taken_back_at_once(talk, elsewhere):
    _conversation, jobseeker, _rep = talk
    booth, other_rep = elsewhere
    handover = offer(talk, to_booth=booth)
    arrived = services.accept_handover(jobseeker, handover=handover, shows_history=True)
    for _again in range(2):
        handover = services.close_history(jobseeker, handover=handover)
    assert not may_read_handed(other_rep, handover)
    assert lines(arrived) == ["arrived_open", "history_closed"]


def test_who_waited_keeps_the_place_and_the_other_booth_is_asked_by_what_they_write_there(
    talk, elsewhere
):
    conversation, jobseeker, _rep = talk
    booth, other_rep = elsewhere
    long_ago = timezone.now() - timedelta(minutes=20)
    say(jobseeker, conversation)
    Conversation.objects.update(waiting_since=long_ago, first_asked_at=long_ago)
    arrived = services.accept_handover(jobseeker, handover=offer(talk, to_booth=booth))
    conversation.refresh_from_db()
    arrived.refresh_from_db()
    assert (conversation.waiting_since, arrived.waiting_since) == (None, long_ago)
    assert (conversation.first_asked_at, conversation.first_answered_at) == (long_ago, None)
    say(other_rep, arrived)
    arrived.refresh_from_db()
    assert (arrived.waiting_since, arrived.first_asked_at, arrived.first_answered_at) == (None,) * 3
    assert talks_of(booth.fair).count() == 1
    asked, answer = say(jobseeker, arrived), say(other_rep, arrived)
    arrived.refresh_from_db()
    assert (arrived.first_asked_at, arrived.first_answered_at) == (
        asked.created_at,
        answer.created_at,
    )
    assert talks_of(booth.fair).count() == 2


def test_an_answered_person_waits_from_the_moment_of_agreeing(talk, elsewhere):
    conversation, jobseeker, rep = talk
    say(jobseeker, conversation)
    say(rep, conversation)
    before = timezone.now()
    arrived = services.accept_handover(jobseeker, handover=offer(talk, to_booth=elsewhere[0]))
    assert arrived.waiting_since >= before


def test_a_conversation_that_was_there_already_goes_on(talk, elsewhere):
    _conversation, jobseeker, _rep = talk
    known = services.begin_conversation(jobseeker, booth=elsewhere[0])
    earlier = say(jobseeker, known)
    handover = offer(talk, to_booth=elsewhere[0])
    assert services.accept_handover(jobseeker, handover=handover) == known
    known.refresh_from_db()
    assert known.waiting_since == known.first_asked_at == earlier.created_at


def test_people_beside_the_jobseeker_come_along(talk, elsewhere):
    conversation, jobseeker, _rep = talk
    interpreter = make_user(name="小周")
    services.add_beside(
        jobseeker, conversation=conversation, user=interpreter, seat=Seat.INTERPRETER
    )
    arrived = services.accept_handover(jobseeker, handover=offer(talk, to_booth=elsewhere[0]))
    assert seat_of(interpreter, arrived) == Seat.INTERPRETER


def test_a_colleague_holds_it_and_nobody_loses_it(talk):
    conversation, jobseeker, rep = talk
    colleague = make_rep(conversation.employer, name="李老师")
    asked = say(jobseeker, conversation)
    handover = offer(talk, to_user=colleague)
    assert services.accept_handover(jobseeker, handover=handover) == conversation
    conversation.refresh_from_db()
    assert (conversation.held_by, conversation.waiting_since) == (colleague, asked.created_at)
    assert say(rep, conversation)
    assert lines(conversation) == ["asked_colleague", "held"]


def test_who_says_no_stays(talk, elsewhere):
    conversation, jobseeker, _rep = talk
    handover = services.decline_handover(jobseeker, handover=offer(talk, to_booth=elsewhere[0]))
    assert handover.state == HandoverState.DECLINED
    assert lines(conversation) == ["asked_booth", "declined"]
    with pytest.raises(Conflict, match="handover_over"):
        services.accept_handover(jobseeker, handover=handover)


def test_agreeing_twice_moves_once(talk, elsewhere):
    _conversation, jobseeker, _rep = talk
    handover = offer(talk, to_booth=elsewhere[0])
    first, again = (services.accept_handover(jobseeker, handover=handover) for _n in range(2))
    assert first == again
    assert lines(first) == ["arrived"]


def test_one_question_at_a_time_until_it_is_taken_back(talk, elsewhere):
    conversation, _jobseeker, rep = talk
    handover = offer(talk, to_booth=elsewhere[0])
    with pytest.raises(Conflict, match="handover_standing"):
        offer(talk, to_booth=elsewhere[0])
    colleague = make_rep(conversation.employer)
    services.take_back_handover(colleague, handover=handover)
    services.take_back_handover(rep, handover=handover)
    offer(talk, to_booth=elsewhere[0])
    assert lines(conversation) == ["asked_booth", "taken_back", "asked_booth"]


def test_it_cannot_go_outside_the_fair_nor_to_who_is_not_there(talk):
    conversation, _jobseeker, rep = talk
    hidden = make_booth(conversation.booth.fair, published_at=None)
    other_fair = make_booth(make_open_fair())
    targets = [
        {"to_booth": other_fair},
        {"to_booth": hidden},
        {"to_booth": conversation.booth},
        {"to_user": rep},
        {"to_user": make_user()},
        {},
    ]
    for target in targets:
        with pytest.raises(Invalid, match="handover_target"):
            offer(talk, **target)


def test_an_unanswered_question_ends_with_the_fair_a_day_at_the_least(talk, elsewhere):
    conversation, jobseeker, _rep = talk
    fair = conversation.booth.fair
    handover = offer(talk, to_booth=elsewhere[0])
    assert handover.expires_at == fair.ends_at
    assert tick(now=fair.ends_at - timedelta(seconds=1)) == 0
    assert tick(now=fair.ends_at) == 1
    assert tick(now=fair.ends_at) == 0
    handover.refresh_from_db()
    assert handover.state == HandoverState.EXPIRED
    assert lines(conversation) == ["asked_booth", "expired"]
    late = fair.ends_at + timedelta(days=3)
    rep = talk[2]
    last = services.offer_handover(rep, conversation=conversation, to_booth=elsewhere[0], now=late)
    assert last.expires_at == late + timedelta(days=1)
    assert services.accept_handover(jobseeker, handover=last)


def test_who_may_do_what(talk, elsewhere):
    conversation, jobseeker, rep = talk
    booth, other_rep = elsewhere
    supporter = make_user()
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    handover = offer(talk, to_booth=booth)
    services.accept_handover(jobseeker, handover=handover, shows_history=True)
    handover = Handover.objects.in_full().get()
    organiser = conversation.booth.fair.organiser
    people = {
        "jobseeker": jobseeker,
        "rep": rep,
        "colleague": make_rep(conversation.employer),
        "other rep": other_rep,
        "third rep": make_rep(make_booth(conversation.booth.fair).employer),
        "supporter": supporter,
        "other jobseeker": make_jobseeker(),
        "organiser": make_organiser_user(organiser),
        "adviser": make_adviser(organiser),
        "stranger": make_user(),
    }

    def allowed(may, thing):
        return {name for name, user in people.items() if may(user, thing)}

    assert allowed(may_hand_over, conversation) == {"rep", "colleague"}
    assert allowed(may_take_back_handover, handover) == {"rep", "colleague"}
    assert allowed(may_answer_handover, handover) == {"jobseeker"}
    assert allowed(may_read_handed, handover) == {"jobseeker", "other rep"}


def test_only_the_right_people_get_through_the_services(talk, elsewhere):
    conversation, jobseeker, rep = talk
    booth, other_rep = elsewhere
    with pytest.raises(NotAllowed):
        services.offer_handover(jobseeker, conversation=conversation, to_booth=booth)
    with pytest.raises(Missing):
        services.offer_handover(other_rep, conversation=conversation, to_booth=booth)
    handover = offer(talk, to_booth=booth)
    for verb in (services.accept_handover, services.decline_handover, services.close_history):
        with pytest.raises(Missing):
            verb(rep, handover=handover)
    with pytest.raises(Missing):
        services.take_back_handover(jobseeker, handover=handover)
