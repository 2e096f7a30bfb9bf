"""Scenes of the main navigation, on pages that are about something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.events import user_stream
from jobfair.booths.models import Booth
from jobfair.booths.services import return_position
from jobfair.chat.models import Seat
from jobfair.chat.services import add_beside, mark_read
from jobfair.chat.ticks import tick
from jobfair.watch.models import Alert
from jobfair.watch.services import look, mark_known
from tests.contract.scenes import Scene
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.talk import make_talk, say


def bar(user: Any, booth: Booth, happens: Callable[[], object], name: str = "hall") -> Scene:
    """The links of somebody in the hall of the booth's fair."""
    return Scene(
        user=user,
        path=reverse(f"web:{name}", args=[booth.fair_id if name == "hall" else booth.pk]),
        stream=user_stream(user.pk),
        parts=".site-nav",
        happens=happens,
    )


def booth_answers_elsewhere() -> Scene:
    conversation, jobseeker, rep = make_talk()
    say(jobseeker, conversation, "几点上班？")
    return bar(jobseeker, conversation.booth, lambda: say(rep, conversation, "九点"))


def helper_is_written_to() -> Scene:
    conversation, jobseeker, _rep = make_talk()
    helper = make_jobseeker(name="陪同的妹妹")
    add_beside(jobseeker, conversation=conversation, user=helper, seat=Seat.SUPPORTER)
    mark_read(helper, conversation=conversation, number=conversation.last_number + 1)
    return bar(helper, conversation.booth, lambda: say(jobseeker, conversation, "您看到了吗"))


def talk_is_read_elsewhere() -> Scene:
    conversation, jobseeker, rep = make_talk()
    say(rep, conversation, "您好")
    return bar(
        jobseeker,
        conversation.booth,
        lambda: mark_read(jobseeker, conversation=conversation, number=1),
    )


def somebody_waits() -> Scene:
    conversation, jobseeker, rep = make_talk()

    def asks() -> None:
        say(jobseeker, conversation, "在吗")
        tick(now=timezone.now())

    return bar(rep, conversation.booth, asks, "rep_intents")


def position_is_sent_back() -> Scene:
    booth = make_booth(make_open_fair())
    position, boss = make_position(booth), make_organiser_user(booth.fair.organiser)
    return bar(
        make_rep(booth.employer),
        booth,
        lambda: return_position(boss, position=position, note="请写清楚时间"),
    )


def alert_is_seen_to() -> Scene:
    booth = make_booth(make_open_fair())
    boss = make_organiser_user(booth.fair.organiser)
    look(timezone.now())
    return bar(boss, booth, lambda: mark_known(boss, alert=Alert.objects.get()))
