"""Reports and their decisions, and conversations that a side stops."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from jobfair.chat import services
from jobfair.chat.models import (
    Decision,
    Message,
    Report,
    ReportReason,
    Seat,
    StopStep,
    Verdict,
)
from jobfair.chat.permissions import (
    may_decide_report,
    may_judge_message,
    may_open_attachment,
    may_report_message,
    may_stop_conversation,
)
from jobfair.chat.selectors import around_message, reportable, told_about
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from tests.factories import (
    LONG_AGO,
    make_adviser,
    make_booth,
    make_door,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_rep,
    make_user,
)
from tests.factories.talk import make_talk, new_cid, say, send_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


@pytest.fixture
def organiser(talk):
    return make_organiser_user(talk[0].booth.fair.organiser)


def report(talk, text="先交 200 元", **given):
    _conversation, jobseeker, rep = talk
    message = given.pop("message", None) or say(rep, talk[0], text)
    given = {"reason": ReportReason.MONEY} | given
    return services.report_message(jobseeker, message=message, **given)


def lines(conversation):
    return [line.happening for line in conversation.messages.exclude(happening="")]


def test_a_report_keeps_the_words_and_is_due_in_a_day(talk):
    _conversation, _jobseeker, rep = talk
    made = report(talk, words=" 他还说了两次 ")
    services.withdraw_message(rep, message=made.message)
    made.refresh_from_db()
    assert (made.text, made.words) == ("先交 200 元", "他还说了两次")
    assert abs(made.due_at - made.created_at - timedelta(days=1)) < timedelta(seconds=1)
    assert report(talk, message=made.message, reason=ReportReason.OTHER) == made


def test_what_was_taken_back_can_still_be_reported(talk):
    _conversation, _jobseeker, rep = talk
    message = say(rep, talk[0], "骂人的话")
    services.withdraw_message(rep, message=message)
    assert report(talk, message=message).text == "骂人的话"


def test_one_reports_what_others_said_and_nothing_else(talk):
    conversation, jobseeker, rep = talk
    own = say(jobseeker, conversation)
    services.add_beside(jobseeker, conversation=conversation, user=make_user(), seat=Seat.SUPPORTER)
    line = conversation.messages.get(happening="came")
    for message in (own, line):
        with pytest.raises(NotAllowed):
            report(talk, message=message)
    with pytest.raises(Missing):
        services.report_message(make_user(), message=own, reason=ReportReason.ABUSE)
    theirs = say(rep, conversation)
    assert reportable(conversation, jobseeker) == [theirs]


def test_a_person_decides_once_and_says_why(talk, organiser):
    conversation, jobseeker, rep = talk
    made = report(talk)
    for why in ("", "  ", "长" * 501):
        with pytest.raises(Invalid, match="why_length"):
            services.decide_report(organiser, report=made, verdict=Verdict.WARNED, why=why)
    decision = services.decide_report(
        organiser, report=made, verdict=Verdict.WARNED, why=" 招聘不能收费。 "
    )
    assert (decision.why, decision.made_by) == ("招聘不能收费。", organiser)
    with pytest.raises(Conflict, match="report_decided"):
        services.decide_report(organiser, report=made, verdict=Verdict.UNFOUNDED, why="x")
    assert list(told_about(jobseeker)) == list(told_about(rep)) == [made]
    assert say(rep, conversation)


def test_who_said_it_is_told_only_once_it_is_decided(talk):
    report(talk)
    assert told_about(talk[1]).count() == 1
    assert not told_about(talk[2]).exists()


def test_a_decision_can_stop_the_conversation(talk, organiser):
    conversation, jobseeker, _rep = talk
    services.decide_report(organiser, report=report(talk), verdict=Verdict.STOPPED, why="收费")
    with pytest.raises(Conflict, match="stopped"):
        say(jobseeker, conversation)
    services.resume_conversation(jobseeker, conversation=conversation)
    conversation.refresh_from_db()
    assert conversation.is_stopped
    assert lines(conversation) == ["stopped"]


def test_nothing_goes_through_a_stopped_conversation(talk):
    conversation, jobseeker, rep = talk
    asked = new_cid()
    services.send_message(jobseeker, conversation=conversation, cid=asked, text="在吗")
    handover = services.offer_handover(
        rep, conversation=conversation, to_user=make_rep(conversation.employer)
    )
    services.take_back_handover(rep, handover=handover)
    for _again in range(2):
        services.stop_conversation(jobseeker, conversation=conversation)
    conversation.refresh_from_db()
    assert conversation.waiting_since is None
    with pytest.raises(Conflict, match="stopped"):
        say(rep, conversation)
    with pytest.raises(Conflict, match="stopped"):
        send_picture(rep, conversation)
    with pytest.raises(Conflict, match="stopped"):
        services.offer_handover(
            rep, conversation=conversation, to_booth=make_booth(conversation.booth.fair)
        )
    retried = services.send_message(jobseeker, conversation=conversation, cid=asked, text="在吗")
    assert retried.number == 1


def test_a_stopped_booth_cannot_be_moved_to(talk):
    conversation, jobseeker, rep = talk
    booth = make_booth(conversation.booth.fair)
    known = services.begin_conversation(jobseeker, booth=booth)
    services.stop_conversation(jobseeker, conversation=known)
    handover = services.offer_handover(rep, conversation=conversation, to_booth=booth)
    with pytest.raises(Conflict, match="stopped"):
        services.accept_handover(jobseeker, handover=handover)


def test_each_side_lifts_its_own_stop_and_no_other(talk):
    conversation, jobseeker, rep = talk
    services.stop_conversation(jobseeker, conversation=conversation)
    services.stop_conversation(rep, conversation=conversation)
    services.resume_conversation(make_rep(conversation.employer), conversation=conversation)
    services.resume_conversation(rep, conversation=conversation)
    with pytest.raises(Conflict):
        say(rep, conversation)
    services.resume_conversation(jobseeker, conversation=conversation)
    assert say(rep, conversation)
    assert lines(conversation) == ["stopped", "stopped", "still_stopped", "resumed"]


def test_who_sits_beside_or_outside_stops_nothing(talk):
    conversation, jobseeker, _rep = talk
    supporter = make_user()
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    for verb in (services.stop_conversation, services.resume_conversation):
        with pytest.raises(NotAllowed):
            verb(supporter, conversation=conversation)
        with pytest.raises(Missing):
            verb(make_user(), conversation=conversation)


@pytest.mark.parametrize("model", [Report, Decision, StopStep])
def test_what_was_reported_decided_and_stopped_stays_as_it_was(talk, organiser, model):
    services.decide_report(organiser, report=report(talk), verdict=Verdict.STOPPED, why="收费")
    rows = model.objects.all()
    for change in (lambda: rows._raw_delete("default"), lambda: rows.update(created_at=LONG_AGO)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_who_may_do_what(talk):
    conversation, jobseeker, rep = talk
    fair = conversation.booth.fair
    supporter = make_user()
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    picture = send_picture(rep, conversation)
    made = report(talk, message=picture)
    services.withdraw_message(rep, message=picture)
    helping = make_organiser()
    fair.co_organisers.add(helping)
    both = make_rep(conversation.employer)
    both.memberships.create(role="organiser", organiser=fair.organiser)
    people = {
        "jobseeker": jobseeker,
        "rep": rep,
        "colleague": make_rep(conversation.employer),
        "supporter": supporter,
        "organiser": make_organiser_user(fair.organiser),
        "co-organiser": make_organiser_user(helping),
        "organiser who is a rep here": both,
        "other organiser": make_organiser_user(make_organiser()),
        "other rep": make_rep(make_booth(fair).employer),
        "other jobseeker": make_jobseeker(),
        "adviser": make_adviser(fair.organiser),
        "door": make_door(fair.organiser),
        "stranger": make_user(),
    }

    def allowed(may, thing):
        return {name for name, user in people.items() if may(user, thing)}

    heard = {"jobseeker", "rep", "colleague", "supporter", "organiser who is a rep here"}
    helping_out = {"organiser", "co-organiser"}
    made = Report.objects.in_full().get(pk=made.pk)
    assert allowed(may_report_message, made.message) == heard - {"rep"}
    assert allowed(may_stop_conversation, conversation) == heard - {"supporter"}
    assert allowed(may_decide_report, made) == helping_out
    assert allowed(may_judge_message, made.message) == helping_out
    assert allowed(may_open_attachment, made.message.attachment) == helping_out


def test_the_organiser_sees_a_few_messages_around_it(talk):
    conversation, jobseeker, _rep = talk
    for number in range(12):
        say(jobseeker, conversation, str(number))
    made = report(talk)
    shown = around_message(Message.objects.get(pk=made.message_id))
    assert [message.number for message in shown] == [8, 9, 10, 11, 12, 13]
