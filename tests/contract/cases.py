"""For every event: a page that shows it, and something that makes it happen.

A new event needs a `Case` here (or a place in `SHOWN_NOWHERE` with the reason). It says who looks at which page,
which stream tells, which part of the page is compared, and what is done. Nothing is said about how the page
applies it: that is proved by comparing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.booths import events as booths
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Booth
from jobfair.booths.services import say_away, say_present
from jobfair.chat import events as chat
from jobfair.chat.models import Conversation, ReportReason, Seat, Verdict
from jobfair.chat.services import (
    add_beside,
    begin_conversation,
    decide_report,
    leave_conversation,
    mark_read,
    offer_handover,
    report_message,
    stop_conversation,
    withdraw_message,
)
from jobfair.fairs import events as fairs
from jobfair.fairs.models import Fair
from jobfair.fairs.services import announce, close_fair, withdraw_announcement
from jobfair.intents import events as intents
from jobfair.intents.models import Intent
from jobfair.intents.services import add_remark
from jobfair.intents.steps import Step
from jobfair.outbox.events import Event
from jobfair.watch.events import AlertsChanged
from jobfair.watch.services import look
from tests.factories import make_booth, make_open_fair, make_organiser_user, make_rep, make_user
from tests.factories.intents import make_asked, make_stand, step
from tests.factories.talk import make_organiser_talk, make_talk, say, send_picture


@dataclass(frozen=True)
class Scene:
    """`user` looks at `parts` of the page at `path`, which hears `stream`; `happens()` makes the event.

    Where a change in place would move the person, the page says `told` in its bar instead, once.
    """

    user: Any
    path: str
    stream: str
    parts: str
    happens: Callable[[], object]
    told: str = ""


@dataclass(frozen=True)
class Case:
    name: str
    event: type[Event]
    scene: Callable[[], Scene]


#: No page is changed by these, for the reason given.
SHOWN_NOWHERE: dict[type[Event], str] = {
    RightsChanged: "sockets ask again which streams they may hear; pages get `ended`",
    chat.Typing: "says who writes at this moment; a page that is opened shows nobody yet",
}

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


def own_words_taken_back() -> Scene:
    conversation, jobseeker, _rep = told = talk_said()
    message = say(jobseeker, conversation, "写错了")
    return talk_page(told, lambda: withdraw_message(jobseeker, message=message))


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


def intent_page(happens: Callable[[Any, Intent], object]) -> Scene:
    """A rep on the page of an intent that its jobseeker has begun."""
    intent, jobseeker, rep = make_asked()
    return Scene(
        user=rep,
        path=reverse("web:intent", args=[intent.pk]),
        stream=staff_stream(intent.booth_id),
        parts="[data-controller~=region]",
        happens=lambda: happens(jobseeker, intent),
    )


def word_is_added() -> Scene:
    return intent_page(lambda who, intent: add_remark(who, intent=intent, text="周一可以去"))


def booth_adds_a_word() -> Scene:
    intent, jobseeker, rep = make_asked()
    return Scene(
        user=jobseeker,
        path=reverse("web:intent", args=[intent.pk]),
        stream=user_stream(jobseeker.pk),
        parts="[data-controller~=region]",
        happens=lambda: add_remark(rep, intent=intent, text="请周一来"),
    )


def jobseeker_withdraws() -> Scene:
    return intent_page(lambda who, intent: step(who, intent.position, Step.WITHDRAWN))


def hall_page(happens: Callable[[Booth, Any], object]) -> Scene:
    """A visitor in the hall of an open fair with one booth."""
    booth = make_booth(make_open_fair())
    rep = make_rep(booth.employer)
    return Scene(
        user=None,
        path=reverse("web:hall", args=[booth.fair_id]),
        stream=fairs.fair_stream(booth.fair_id),
        parts="[data-live], .booth__plate",
        happens=lambda: happens(booth, rep),
    )


def booth_opens() -> Scene:
    return hall_page(lambda booth, rep: say_present(rep, booth=booth))


def booth_takes_a_break() -> Scene:
    until = timezone.now() + timedelta(hours=1)
    return hall_page(lambda booth, rep: say_away(rep, booth=booth, until=until))


def fair_page(happens: Callable[[Any, Fair], object], told: str, parts: str = "") -> Scene:
    """A visitor on the page of an open fair, whose organiser does something."""
    fair = make_open_fair()
    boss = make_organiser_user(fair.organiser)
    return Scene(
        user=None,
        path=reverse("web:fair", args=[fair.pk]),
        stream=fairs.fair_stream(fair.pk),
        parts=parts or "#no-part-moves",
        happens=lambda: happens(boss, fair),
        told=told,
    )


def announced() -> Scene:
    return fair_page(
        lambda boss, fair: announce(boss, fair=fair, title="午休"), "新公告：午休 看公告"
    )


def fair_closes() -> Scene:
    return fair_page(lambda boss, fair: close_fair(boss, fair=fair), "招聘会结束了。")


def announcement_is_withdrawn() -> Scene:
    scene = fair_page(lambda boss, fair: None, "这一页有更新。")
    fair = Fair.objects.get()
    boss = make_organiser_user(fair.organiser)
    announcement = announce(boss, fair=fair, title="说错了", is_urgent=True)
    return replace(scene, happens=lambda: withdraw_announcement(boss, announcement=announcement))


def booth_stands_empty() -> Scene:
    booth = make_booth(make_open_fair())
    return Scene(
        user=make_organiser_user(booth.fair.organiser),
        path=reverse("web:desk_fair", args=[booth.fair_id]),
        stream=fairs.desk_stream(booth.fair_id),
        parts="[data-controller=region]",
        happens=lambda: look(timezone.now()),
    )


def employer_answers_on_intents_page() -> Scene:
    intent, jobseeker, rep = make_asked()
    return Scene(
        user=jobseeker,
        path=reverse("web:intents"),
        stream=user_stream(jobseeker.pk),
        parts="[data-controller~=region]",
        happens=lambda: step(rep, intent.position, Step.INTERESTED, person=intent.person),
    )


def jobseeker_withdraws_from_list() -> Scene:
    intent, jobseeker, rep = make_asked()
    return Scene(
        user=rep,
        path=reverse("web:rep_intents", args=[intent.booth_id]),
        stream=staff_stream(intent.booth_id),
        parts="[data-controller~=region]",
        happens=lambda: step(jobseeker, intent.position, Step.WITHDRAWN),
    )


def employer_answers_beside_talk() -> Scene:
    intent, jobseeker, rep = make_asked()
    conversation = begin_conversation(jobseeker, booth=intent.booth)
    return Scene(
        user=jobseeker,
        path=reverse("web:talk", args=[conversation.pk]),
        stream=user_stream(jobseeker.pk),
        parts=".intents-aside [data-part]",
        happens=lambda: step(rep, intent.position, Step.INTERESTED, person=intent.person),
    )


def interest_is_counted() -> Scene:
    position, jobseeker, _rep = make_stand()
    fair = position.booth.fair
    return Scene(
        user=make_organiser_user(fair.organiser),
        path=reverse("web:desk_board", args=[fair.pk]) + "?now",  # else it may be a second old
        stream=intents.counts_stream(fair.pk),
        parts="[data-count]",
        happens=lambda: step(jobseeker, position, Step.INTERESTED),
    )


CASES = [
    Case("a rep and oneself speak", chat.MessageSent, another_speaks),
    Case("an interpreter writes for somebody", chat.MessageSent, interpreter_writes),
    Case("own words are taken back", chat.MessageWithdrawn, own_words_taken_back),
    Case("a rep's words are taken back", chat.MessageWithdrawn, rep_takes_back),
    Case("the other side reads", chat.MessagesRead, rep_reads),
    Case("somebody sits down beside", chat.ParticipantCame, somebody_comes),
    Case("somebody leaves", chat.ParticipantLeft, somebody_leaves),
    Case("jobseekers write to a booth", chat.ConversationMoved, desk_is_moved),
    Case("a booth writes to the organiser", chat.ConversationMoved, organiser_is_written_to),
    Case("a rep reads in another tab", chat.ConversationRead, desk_is_read_elsewhere),
    Case("a rep comes to the desk", booths.DeskChanged, rep_comes_to_the_desk),
    Case("a jobseeker withdraws", intents.IntentMoved, jobseeker_withdraws),
    Case("a jobseeker adds a word", intents.WordAdded, word_is_added),
    Case("a booth adds a word", intents.WordAdded, booth_adds_a_word),
    Case("somebody sits down beside", chat.LineAdded, somebody_comes),
    Case("a picture is sent", chat.MessageSent, file_arrives),
    Case("a picture is taken back", chat.MessageWithdrawn, file_is_taken_back),
    Case("what was reported is decided", chat.ReportDecided, report_is_decided),
    Case("a conversation is stopped", chat.LineAdded, talk_is_stopped),
    Case("a hand-over is asked", chat.LineAdded, hand_over_is_asked),
    Case("a booth opens", booths.BoothStateChanged, booth_opens),
    Case("a booth takes a break", booths.BoothStateChanged, booth_takes_a_break),
    Case("an announcement", fairs.AnnouncementMade, announced),
    Case("an announcement is taken back", fairs.AnnouncementWithdrawn, announcement_is_withdrawn),
    Case("a booth stands empty", AlertsChanged, booth_stands_empty),
    Case("an employer answers an interest", intents.IntentMoved, employer_answers_on_intents_page),
    Case("an employer answers beside a talk", intents.IntentMoved, employer_answers_beside_talk),
    Case("a booth's list loses one", intents.IntentMoved, jobseeker_withdraws_from_list),
    Case("an interest is counted", intents.CountsMoved, interest_is_counted),
    Case("a fair closes", fairs.FairStateChanged, fair_closes),
]
