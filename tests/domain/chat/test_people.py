import pytest
from django.utils.translation import override

from jobfair.chat import services
from jobfair.chat.models import Seat
from jobfair.chat.permissions import (
    may_add_beside,
    may_begin_conversation,
    may_hear_conversation,
    may_work_desk,
    seat_of,
)
from jobfair.common.errors import Invalid, Missing, NotAllowed
from jobfair.outbox.models import StoredEvent
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_employer,
    make_jobseeker,
    make_organiser_user,
    make_rep,
    make_user,
)
from tests.factories.talk import make_talk, new_cid, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """Everybody who could come near one conversation, by role."""
    conversation, jobseeker, rep = make_talk()
    fair = conversation.booth.fair
    other_booth = make_booth(fair, make_employer(fair.organiser))
    supporter = make_user(name="妈妈")
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    return conversation, {
        "jobseeker": jobseeker,
        "rep": rep,
        "colleague": make_rep(conversation.employer),
        "supporter": supporter,
        "other jobseeker": make_jobseeker(),
        "other rep": make_rep(other_booth.employer),
        "organiser": make_organiser_user(fair.organiser),
        "adviser": make_adviser(fair.organiser),
        "door": make_door(fair.organiser),
        "stranger": make_user(),
    }


def allowed(cast, may, thing):
    return {name for name, user in cast.items() if may(user, thing)}


def test_only_the_two_sides_hear(cast):
    conversation, people = cast
    inside = {"jobseeker", "rep", "colleague", "supporter"}
    assert allowed(people, may_hear_conversation, conversation) == inside


def test_only_the_jobseeker_asks_people_in(cast):
    conversation, people = cast
    assert allowed(people, may_add_beside, conversation) == {"jobseeker"}


def test_jobseekers_begin_and_reps_work_the_desk(cast):
    conversation, people = cast
    booth = conversation.booth
    assert allowed(people, may_begin_conversation, booth) == {"jobseeker", "other jobseeker"}
    assert allowed(people, may_work_desk, booth) == {"rep", "colleague"}


def test_a_supporter_may_write_in_the_jobseekers_name(cast):
    conversation, people = cast
    message = services.send_message(
        people["supporter"],
        conversation=conversation,
        cid=new_cid(),
        text="她想问几点上班",
        for_jobseeker=True,
    )
    assert message.on_behalf_of == people["jobseeker"]
    assert message.seat == Seat.SUPPORTER


def test_a_rep_may_not_write_in_the_jobseekers_name(cast):
    conversation, people = cast
    with pytest.raises(NotAllowed):
        services.send_message(
            people["rep"], conversation=conversation, cid=new_cid(), text="x", for_jobseeker=True
        )


def test_who_was_asked_to_leave_hears_and_says_nothing_more(cast):
    conversation, people = cast
    supporter = people["supporter"]
    services.leave_conversation(people["jobseeker"], conversation=conversation, user=supporter)
    assert seat_of(supporter, conversation) is None
    with pytest.raises(Missing):
        say(supporter, conversation)


def test_a_rep_cannot_send_the_supporter_away(cast):
    conversation, people = cast
    with pytest.raises(NotAllowed):
        services.leave_conversation(
            people["rep"], conversation=conversation, user=people["supporter"]
        )


@pytest.mark.parametrize("seat", [Seat.REP, Seat.JOBSEEKER])
def test_nobody_is_asked_in_as_another_side(cast, seat):
    conversation, people = cast
    with pytest.raises(Invalid):
        services.add_beside(
            people["jobseeker"], conversation=conversation, user=people["stranger"], seat=seat
        )


def lines_of(conversation):
    rows = conversation.messages.exclude(happening="").order_by("number")
    return [line.shown_text for line in rows]


def test_who_comes_and_goes_is_noted_in_both_languages(cast):
    conversation, people = cast
    services.leave_conversation(
        people["jobseeker"], conversation=conversation, user=people["supporter"]
    )
    chinese = ["妈妈（陪同人）加入了会话", "小陈 请 妈妈（陪同人）离开了会话"]
    assert lines_of(conversation) == chinese
    with override("en"):
        assert lines_of(conversation)[0] == "妈妈 (supporter) joined the conversation"
    told = StoredEvent.objects.filter(text__contains='"line.added"').order_by("seq")
    assert "离开了会话" in told[1].text
    assert "asked 妈妈 (supporter) to leave" in told[1].text


def test_asking_somebody_in_twice_is_noted_once(cast):
    conversation, people = cast
    services.add_beside(
        people["jobseeker"],
        conversation=conversation,
        user=people["supporter"],
        seat=Seat.SUPPORTER,
    )
    assert len(lines_of(conversation)) == 1


def test_what_happened_changes_nobodys_turn(cast):
    conversation, people = cast
    first = say(people["jobseeker"], conversation)
    services.leave_conversation(
        people["supporter"], conversation=conversation, user=people["supporter"]
    )
    conversation.refresh_from_db()
    assert conversation.waiting_since == first.created_at
    assert conversation.last_number == 3


def test_what_happened_cannot_be_taken_back(cast):
    conversation, people = cast
    line = conversation.messages.get(happening="came")
    with pytest.raises(Missing):
        services.withdraw_message(people["supporter"], message=line)
