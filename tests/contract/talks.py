"""Scenes of conversations, and of the lists they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.booths.services import say_present
from jobfair.chat import events as chat
from jobfair.chat.models import Conversation, ReportReason, Seat, Verdict
from jobfair.chat.services import (
    add_beside,
    decide_report,
    leave_conversation,
    mark_read,
    offer_handover,
    report_message,
    stop_conversation,
    withdraw_message,
)
from jobfair.fairs import events as fairs
from tests.contract.scenes import Scene
from tests.factories import make_booth, make_organiser_user, make_user
from tests.factories.talk import make_organiser_talk, make_talk, say, send_picture

Told = tuple[Conversation, Any, Any]


def talk_page(told: Told, happens: Callable[[], object]) -> Scene:
    """The jobseeker's page of a conversation."""
    conversation, jobseeker, _rep = told
    return Scene(
        user=jobseeker,
        path=reverse("web:talk", args=[conversation.pk]),
        stream=chat.conversation_stream(conversation.pk),
        parts=".talk__around, .transcript",
        happens=happens,
    )


def talk_said() -> Told:
    told = make_talk()
    say(told[1], told[0], "您好，请问几点上班？")
    return told


def another_speaks() -> Scene:
    conversation, jobseeker, rep = told = talk_said()

    def both_speak() -> None:
        say(rep, conversation, "九点。\n下午五点下班。")
        say(jobseeker, conversation, "谢谢  您")

    return talk_page(told, both_speak)


def interpreter_writes() -> Scene:
    conversation, jobseeker, _rep = told = talk_said()
    helper = make_user(name="手语翻译老师")
    add_beside(jobseeker, conversation=conversation, user=helper, seat=Seat.INTERPRETER)
    return talk_page(told, lambda: say(helper, conversation, "他问几点", for_jobseeker=True))


def both_speak_at_the_desk() -> Scene:
    """Seen by the rep, whose own words are told without name or seat."""
    conversation, jobseeker, rep = told = talk_said()

    def both_speak() -> None:
        say(rep, conversation, "九点。")
        say(jobseeker, conversation, "谢谢您")

    desk = reverse("web:rep_desk", args=[conversation.booth_id])
    return replace(talk_page(told, both_speak), user=rep, path=f"{desk}?talk={conversation.key}")


def own_words_taken_back() -> Scene:
    conversation, jobseeker, _rep = told = talk_said()
    message = say(jobseeker, conversation, "写错了")
    return talk_page(told, lambda: withdraw_message(jobseeker, message=message))


def words_taken_back_before_they_are_heard() -> Scene:
    """What is told of them later says no words any more."""
    conversation, _jobseeker, rep = told = talk_said()
    return talk_page(told, lambda: withdraw_message(rep, message=say(rep, conversation, "写错了")))


def rep_takes_back() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    message = say(rep, conversation, "写错了")
    return talk_page(told, lambda: withdraw_message(rep, message=message))


def rep_reads() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    return talk_page(told, lambda: mark_read(rep, conversation=conversation, number=1))


def somebody_comes() -> Scene:
    conversation, jobseeker, _rep = told = talk_said()
    adviser = make_user(name="周老师")
    return talk_page(
        told,
        lambda: add_beside(jobseeker, conversation=conversation, user=adviser, seat=Seat.ADVISER),
    )


def somebody_leaves() -> Scene:
    conversation, jobseeker, _rep = told = talk_said()
    for name in ("陪同的妹妹", "先走的人"):
        user = make_user(name=name)
        add_beside(jobseeker, conversation=conversation, user=user, seat=Seat.SUPPORTER)
    return talk_page(
        told, lambda: leave_conversation(jobseeker, conversation=conversation, user=user)
    )


def file_arrives() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    return talk_page(told, lambda: send_picture(rep, conversation))


def file_is_taken_back() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    return talk_page(told, lambda: withdraw_message(rep, message=send_picture(rep, conversation)))


def hand_over_is_asked() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    other = make_booth(conversation.booth.fair)
    return talk_page(told, lambda: offer_handover(rep, conversation=conversation, to_booth=other))


def report_is_decided() -> Scene:
    conversation, jobseeker, rep = told = talk_said()
    report = report_message(
        jobseeker, message=say(rep, conversation, "先交钱"), reason=ReportReason.MONEY
    )
    organiser = make_organiser_user(conversation.booth.fair.organiser)
    return talk_page(
        told,
        lambda: decide_report(organiser, report=report, verdict=Verdict.WARNED, why="不能收费"),
    )


def talk_is_stopped() -> Scene:
    conversation, _jobseeker, rep = told = talk_said()
    return talk_page(told, lambda: stop_conversation(rep, conversation=conversation))


def rep_comes_to_the_desk() -> Scene:
    conversation, jobseeker, rep = make_talk()
    say(jobseeker, conversation, "在吗")
    return desk_page(conversation, rep, lambda: say_present(rep, booth=conversation.booth))


def desk_is_moved() -> Scene:
    conversation, jobseeker, rep = make_talk()

    def jobseekers_speak() -> None:
        say(jobseeker, conversation, "在吗")
        other, another, _rep = make_talk(conversation.booth)
        say(another, other, "我也想问")

    return desk_page(conversation, rep, jobseekers_speak)


def desk_is_read_elsewhere() -> Scene:
    conversation, jobseeker, rep = make_talk()
    say(jobseeker, conversation, "在吗")
    scene = desk_page(
        conversation, rep, lambda: mark_read(rep, conversation=conversation, number=1)
    )
    return replace(scene, stream=user_stream(rep.pk))


def organiser_is_written_to() -> Scene:
    conversation, boss, rep = make_organiser_talk()
    fair = conversation.booth.fair
    return Scene(
        user=boss,
        path=reverse("web:desk_talks", args=[fair.pk]),
        stream=fairs.desk_stream(fair.pk),
        parts="[data-controller=region]",
        happens=lambda: say(rep, conversation, "插座没有电"),
    )


def desk_page(conversation: Conversation, rep: Any, happens: Callable[[], object]) -> Scene:
    """A rep at the desk of the conversation's booth."""
    return Scene(
        user=rep,
        path=reverse("web:rep_desk", args=[conversation.booth_id]),
        stream=staff_stream(conversation.booth_id),
        parts="[data-controller=region]",
        happens=happens,
    )
