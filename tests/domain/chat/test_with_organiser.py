"""The organiser and a booth talk: same transcript, and nothing of jobseekers in it or counted by it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobfair.booths.events import staff_stream
from jobfair.chat import permissions, services
from jobfair.chat.models import Conversation, Kind, ReportReason, Seat
from jobfair.chat.selectors import (
    booths_with_news,
    conversations_of,
    desk_conversations,
    talks_with_booths,
    waiting_changed,
    waiting_for,
)
from jobfair.common.errors import DomainError, NotAllowed
from jobfair.fairs.events import desk_stream
from jobfair.insights.figures import figures_of
from jobfair.outbox.models import StoredEvent
from jobfair.watch.permissions import may_settle
from jobfair.watch.selectors import due_at, unanswered_at
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_rep
from tests.factories.roles import ROLES, make_cast
from tests.factories.talk import make_organiser_talk, make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_organiser_talk()


def test_either_side_begins_the_one_conversation(talk):
    conversation, organiser, rep = talk
    for person in (organiser, rep):
        found = services.begin_with_organiser(person, booth=conversation.booth)
        assert found == conversation
    with pytest.raises(NotAllowed):
        services.begin_with_organiser(make_jobseeker(), booth=conversation.booth)


def test_only_the_two_bodies_have_a_seat():
    cast = make_cast()
    booth = make_booth(make_open_fair(cast.organiser), cast.employer)
    conversation = services.begin_with_organiser(cast["organiser"], booth=booth)
    seats = {role: permissions.seat_of(cast[role], conversation) for role in ROLES}
    assert {role: seat for role, seat in seats.items() if seat} == {
        "organiser": Seat.ORGANISER,
        "rep": Seat.REP,
    }


def test_both_lists_are_told_of_every_word(talk):
    conversation, organiser, rep = talk
    for person in (organiser, rep):
        StoredEvent.objects.all().delete()
        say(person, conversation)
        told = StoredEvent.objects.filter(text__contains='"conversation.moved"')
        assert set(told.values_list("stream", flat=True)) == {
            staff_stream(conversation.booth_id),
            desk_stream(conversation.booth.fair_id),
        }


def test_news_stand_on_the_lists_of_the_other_side_until_read(talk):
    conversation, organiser, rep = talk
    fair = conversation.booth.fair
    say(organiser, conversation)
    (listed,) = desk_conversations(conversation.booth, rep)
    assert listed.has_news
    assert booths_with_news(fair, organiser) == 0
    services.mark_read(rep, conversation=conversation, number=1)
    say(rep, conversation)
    assert [one.has_news for one in desk_conversations(conversation.booth, rep)] == [False]
    assert [one.has_news for one in talks_with_booths(fair, organiser)] == [True]
    assert booths_with_news(fair, organiser) == 1
    assert not conversations_of(organiser)
    assert not conversations_of(rep)


def test_it_stands_above_those_who_wait(talk):
    conversation, organiser, rep = talk
    asked, jobseeker, _rep = make_talk(conversation.booth)
    say(organiser, conversation)
    say(jobseeker, asked)
    assert list(desk_conversations(conversation.booth, rep)) == [conversation, asked]


def test_nobody_waits_and_nothing_is_counted(talk):
    conversation, organiser, rep = talk
    booth, fair = conversation.booth, conversation.booth.fair
    before = figures_of(fair).values
    for person in (rep, organiser, rep):
        say(person, conversation)
    conversation.refresh_from_db()
    assert conversation.waiting_since is None
    assert conversation.first_asked_at is None
    assert waiting_for([booth.employer_id]) == 0
    assert not waiting_changed()
    assert not unanswered_at(fair)
    assert not [kind for _booth, kind in due_at(timezone.now()) if kind == "silent"]
    assert figures_of(fair).values == before


@pytest.mark.parametrize(
    "act",
    [
        lambda talk, who: services.stop_conversation(who, conversation=talk),
        lambda talk, who: services.add_note(who, conversation=talk, text="记下"),
        lambda talk, who: services.offer_handover(who, conversation=talk, to_user=who),
        lambda talk, who: services.invite_beside(who, conversation=talk, seat=Seat.SUPPORTER),
        lambda talk, who: services.report_message(
            who, message=talk.messages.first(), reason=ReportReason.OTHER
        ),
        lambda talk, who: services.send_message(
            who, conversation=talk, cid="a" * 32, text="替人说", for_jobseeker=True
        ),
    ],
)
def test_what_is_for_jobseekers_alone_is_refused(talk, act):
    conversation, organiser, rep = talk
    say(organiser, conversation)
    say(rep, conversation)
    for person in (organiser, rep):
        with pytest.raises(DomainError):
            act(conversation, person)
    assert not may_settle(rep, conversation)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": Kind.JOBSEEKER},
        {"waiting_since": timezone.now()},
        {"first_asked_at": timezone.now()},
        {"is_stopped": True},
    ],
)
def test_the_database_keeps_the_kinds_apart(talk, wrong):
    rows = Conversation.objects.filter(pk=talk[0].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(jobseeker=make_rep(talk[0].booth.employer))
