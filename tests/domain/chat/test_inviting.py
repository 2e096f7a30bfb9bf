"""Asking people in: by name, by link, once, and never against the jobseeker's word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.chat import services
from jobfair.chat.models import Seat, SeatInvitation
from jobfair.chat.permissions import may_withdraw_seat, seat_of
from jobfair.chat.selectors import known_helpers
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from tests.factories import make_adviser, make_organiser_user, make_rep, make_user
from tests.factories.talk import make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def link(talk, seat=Seat.INTERPRETER, **given):
    conversation, jobseeker, _rep = talk
    return services.invite_beside(jobseeker, conversation=conversation, seat=seat, **given)


def test_a_link_seats_the_one_person_who_takes_it(talk):
    conversation, jobseeker, _rep = talk
    issued, interpreter = link(talk), make_user(name="周敏")
    for _again in range(2):
        assert services.take_seat(interpreter, secret=issued.secret) == conversation
    assert seat_of(interpreter, conversation) == Seat.INTERPRETER
    assert conversation.messages.get().shown_text == "周敏（手语翻译）加入了会话"
    with pytest.raises(Conflict, match="invitation_used"):
        services.take_seat(make_user(), secret=issued.secret)
    services.leave_conversation(jobseeker, conversation=conversation, user=interpreter)
    services.take_seat(interpreter, secret=issued.secret)
    assert seat_of(interpreter, conversation) is None


def test_the_secret_is_not_kept(talk):
    issued = link(talk)
    assert issued.secret not in str(SeatInvitation.objects.values().get())


@pytest.mark.parametrize(
    ("why", "code"),
    [("wrong", "invitation_unknown"), ("old", "invitation_expired"), ("back", "withdrawn")],
)
def test_a_link_that_leads_nowhere_says_why(talk, why, code):
    issued = link(talk)
    if why == "back":
        for _again in range(2):
            services.withdraw_seat_invitation(talk[1], invitation=issued.invitation)
    secret = "x" if why == "wrong" else issued.secret
    later = timezone.now() + timedelta(days=8 if why == "old" else 0)
    with pytest.raises((Missing, Conflict), match=code):
        services.take_seat(make_user(), secret=secret, now=later)


def test_the_other_side_cannot_sit_down_beside_the_jobseeker(talk):
    conversation, jobseeker, rep = talk
    issued = link(talk)
    for user in (rep, make_rep(conversation.employer), jobseeker):
        with pytest.raises(Conflict, match="seat_taken"):
            services.take_seat(user, secret=issued.secret)


def test_only_the_jobseeker_makes_and_withdraws_links(talk):
    conversation, jobseeker, rep = talk
    with pytest.raises(NotAllowed):
        services.invite_beside(rep, conversation=conversation, seat=Seat.SUPPORTER)
    with pytest.raises(Missing):
        services.invite_beside(make_user(), conversation=conversation, seat=Seat.SUPPORTER)
    with pytest.raises(Invalid, match="seat_wrong"):
        link(talk, Seat.REP)
    issued = link(talk)
    supporter = make_user()
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    organiser = conversation.booth.fair.organiser
    others = [rep, supporter, make_adviser(organiser), make_organiser_user(organiser), make_user()]
    may = [may_withdraw_seat(user, issued.invitation) for user in [jobseeker, *others]]
    assert may == [True, False, False, False, False, False]
    with pytest.raises(Missing):
        services.withdraw_seat_invitation(rep, invitation=issued.invitation)


def test_ten_unused_links_are_enough(talk):
    for _n in range(10):
        issued = link(talk)
    with pytest.raises(Conflict, match="seats_open"):
        link(talk)
    services.withdraw_seat_invitation(talk[1], invitation=issued.invitation)
    assert link(talk)


def test_by_name_come_advisers_of_the_fair_and_who_was_there_before(talk):
    conversation, jobseeker, _rep = talk
    fair = conversation.booth.fair
    adviser, elsewhere = (
        make_adviser(fair.organiser),
        make_adviser(make_talk()[0].booth.fair.organiser),
    )
    mother = make_user()
    earlier = services.begin_conversation(jobseeker, booth=make_talk()[0].booth)
    services.add_beside(jobseeker, conversation=earlier, user=mother, seat=Seat.SUPPORTER)
    assert known_helpers(conversation) == [(mother, Seat.SUPPORTER), (adviser, Seat.ADVISER)]

    def ask(user, seat):
        return services.ask_by_name(jobseeker, conversation=conversation, user=user, seat=seat)

    for user, seat in [
        (elsewhere, Seat.ADVISER),
        (adviser, Seat.SUPPORTER),
        (make_user(), Seat.SUPPORTER),
    ]:
        with pytest.raises(Invalid, match="helper_unknown"):
            ask(user, seat)
    ask(mother, Seat.SUPPORTER)
    ask(adviser, Seat.ADVISER)
    assert known_helpers(conversation) == []
