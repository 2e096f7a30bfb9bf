"""Scenes of intents, and of what counts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.chat.services import begin_conversation
from jobfair.intents import events as intents
from jobfair.intents.models import Intent
from jobfair.intents.services import add_remark
from jobfair.intents.steps import Step
from tests.contract.scenes import Scene
from tests.factories import make_organiser_user
from tests.factories.intents import make_asked, make_stand, step


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
