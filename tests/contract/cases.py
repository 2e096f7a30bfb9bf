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

from jobfair.accounts.events import RightsChanged, TasksChanged
from jobfair.booths import events as booths
from jobfair.booths.models import Booth
from jobfair.booths.services import say_away, say_present
from jobfair.chat import events as chat
from jobfair.fairs import events as fairs
from jobfair.fairs.models import Fair
from jobfair.fairs.services import announce, close_fair, withdraw_announcement
from jobfair.intents import events as intents
from jobfair.outbox.events import Event
from jobfair.watch.events import AlertsChanged
from jobfair.watch.services import look
from tests.contract.bars import (
    alert_is_seen_to,
    booth_answers_elsewhere,
    helper_is_written_to,
    position_is_sent_back,
    somebody_waits,
    talk_is_read_elsewhere,
)
from tests.contract.scenes import Scene
from tests.contract.talks import (
    another_speaks,
    both_speak_at_the_desk,
    desk_is_moved,
    desk_is_read_elsewhere,
    file_arrives,
    file_is_taken_back,
    hand_over_is_asked,
    interpreter_writes,
    organiser_is_written_to,
    own_words_taken_back,
    rep_comes_to_the_desk,
    rep_reads,
    rep_takes_back,
    report_is_decided,
    somebody_comes,
    somebody_leaves,
    talk_is_stopped,
    words_taken_back_before_they_are_heard,
)
from tests.contract.wishes import (
    booth_adds_a_word,
    employer_answers_beside_talk,
    employer_answers_on_intents_page,
    interest_is_counted,
    jobseeker_withdraws,
    jobseeker_withdraws_from_list,
    word_is_added,
)
from tests.factories import make_booth, make_open_fair, make_organiser_user, make_rep


@dataclass(frozen=True)
class Case:
    name: str
    event: type[Event]
    scene: Callable[[], Scene]


#: No page is changed by these, for the reason given.
SHOWN_NOWHERE: dict[type[Event], str] = {
    RightsChanged: "sockets ask again which streams they may hear; pages get `ended`",
    chat.ConversationTyping: "says the same beside a conversation in a list",
    chat.Typing: "says who writes at this moment; a page that is opened shows nobody yet",
}


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


CASES = [
    Case("a rep and oneself speak", chat.MessageSent, another_speaks),
    Case("a rep speaks at the desk", chat.MessageSent, both_speak_at_the_desk),
    Case("an interpreter writes for somebody", chat.MessageSent, interpreter_writes),
    Case("own words are taken back", chat.MessageWithdrawn, own_words_taken_back),
    Case("taken back at once", chat.MessageSent, words_taken_back_before_they_are_heard),
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
    Case("a booth answers, beside the link", chat.ConversationMoved, booth_answers_elsewhere),
    Case("a supporter's link has news", chat.ConversationMoved, helper_is_written_to),
    Case("a jobseeker reads in another tab", chat.ConversationRead, talk_is_read_elsewhere),
    Case("somebody waits for a booth", TasksChanged, somebody_waits),
    Case("a position is sent back", TasksChanged, position_is_sent_back),
    Case("an alert is seen to", TasksChanged, alert_is_seen_to),
]
