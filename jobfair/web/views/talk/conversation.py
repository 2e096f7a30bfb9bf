"""One conversation: read, written to, taken back; all of it works without a script."""

import json
from secrets import token_hex
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jobfair.chat.events import conversation_stream
from jobfair.chat.models import BESIDE_JOBSEEKER, FOR_A_BODY, Conversation, Seat
from jobfair.chat.permissions import may_hear_conversation, may_hear_with_jobseeker, seat_of
from jobfair.chat.selectors import Transcript, handed, is_told_here, sides_that_stop, transcript
from jobfair.chat.services import mark_read, withdraw_message
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.attending import count_visit
from jobfair.web.booth_words import booth_words
from jobfair.web.forms.talk import BesideForm, MessageForm
from jobfair.web.kept_forms import kept_at
from jobfair.web.live import is_fetched, listening
from jobfair.web.pictured_phrases import PICTURED
from jobfair.web.views.intents import talking

#: What the identifiers of conversations side by side begin with.
PLACES = ("", "b-", "c-")
LONGEST_NUMBER = 10


def conversation_rows() -> QuerySet[Conversation]:
    return Conversation.objects.select_related(
        "booth__employer", "booth__zone", "booth__fair__organiser", "jobseeker"
    )


opens_conversation = opens_at_desk("conversation", conversation_rows, may_hear_conversation)
opens_with_jobseeker = opens_at_desk("conversation", conversation_rows, may_hear_with_jobseeker)
intents_part = opens_with_jobseeker(talking.part)
say_intent = opens_with_jobseeker(talking.begin)


@opens_conversation
def show(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """The newest messages and the place to write; a rep is shown the booth's desk instead."""
    seat = seat_of(request.user, conversation)
    if seat == Seat.REP:
        return redirect(desk_url(conversation))
    if seat == Seat.JOBSEEKER:
        count_visit(request, conversation.booth.fair)
    return page_of(request, conversation)


@opens_conversation
def messages_part(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """The transcript alone: afresh, or what is before `?before=`, which is a page where no script asks."""
    before = request.GET.get("before", "")
    page = transcript(conversation, int(before) if before.isdecimal() else None)
    context = transcript_context(request, conversation, page) | {"at": place_of(request)}
    if is_fetched(request) or not before:
        return render(request, "talk/_transcript.html", context)
    is_booth = context["seat"] in FOR_A_BODY
    context["facing"] = conversation.facing if is_booth else conversation.booth.employer
    context["talk_url"] = talk_url(request, conversation)
    return render(request, "talk/older.html", context)


@opens_conversation
def around_part(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """What stands around the transcript: who is here, and what waits for an answer."""
    context = around_context(request, conversation) | {"at": place_of(request)}
    return render(request, "talk/_around.html", context)


def place_of(request: SignedInRequest) -> str:
    """Which of several columns a part is fetched for."""
    at = request.GET.get("at", "")
    return at if at in PLACES else ""


@require_POST
@opens_conversation
def read(request: SignedInRequest, conversation: Conversation) -> JsonResponse:
    """The open page has shown everything up to a number."""
    number = request.POST.get("number", "")
    reached = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0
    return JsonResponse(
        {"number": mark_read(request.user, conversation=conversation, number=reached)}
    )


def page_of(
    request: SignedInRequest,
    conversation: Conversation,
    refused: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The jobseeker's page, which also says whether anybody is at the booth now; the organiser's."""
    booth = conversation.booth
    if seat_of(request.user, conversation) == Seat.ORGANISER:
        context = talk_context(request, conversation, refused=refused)
        return render(request, "talk/with_booth.html", context, status=status)
    context = listening(booth.fair, f"?booth={booth.key}")
    booth.refresh_from_db(fields=["staffed_until", "away_until", "waiting"])
    context |= talk_context(request, conversation, refused=refused)
    context["words"] = booth_words(booth, timezone.now())
    return render(request, "talk/conversation.html", context, status=status)


@require_POST
@opens_conversation
def withdraw(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    number = request.POST.get("number", "")
    rows = conversation.messages.filter(number=int(number) if number.isdecimal() else 0)
    message = get_object_or_404(rows)
    withdraw_message(request.user, message=message)
    return redirect(talk_url(request, conversation) + f"#m{message.number}")


def talk_url(request: SignedInRequest, conversation: Conversation) -> str:
    """Where this person reads the conversation."""
    if seat_of(request.user, conversation) == Seat.REP:
        return desk_url(conversation)
    return reverse("web:talk", args=[conversation.pk])


def desk_url(conversation: Conversation) -> str:
    desk = reverse("web:rep_desk", args=[conversation.booth_id])
    return f"{desk}?talk={conversation.key}"


def talk_context(
    request: SignedInRequest,
    conversation: Conversation,
    at: str = "",
    refused: MessageForm | None = None,
) -> dict[str, Any]:
    """What the page of a conversation shows; opening it is reading it.

    `at` begins the identifiers of one that stands beside others: only the page knows whether
    it has room for that one. What was `refused` stands in its form again, with the reason.
    """
    page = transcript(conversation)
    mine = conversation.participants.filter(user=request.user).first()
    read_to = mine.read_to if mine else 0
    context = transcript_context(request, conversation, page)
    context["unread_from"] = page.first_unread(request.user, read_to)
    if page.messages and not at:
        newest = page.messages[-1].number
        read_to = mark_read(request.user, conversation=conversation, number=newest)
    context["read_to"] = read_to
    draft = conversation.drafts.filter(user=request.user).first()
    text = draft.text if draft else ""
    context["draft"] = draft
    initial = {"cid": token_hex(16), "text": text}
    initial |= kept_at(request, reverse("web:talk_send", args=[conversation.pk]))
    context["form"] = refused or message_form(
        request, conversation, initial=initial, auto_id=f"{at}id_%s"
    )
    is_simple = context["seat"] not in FOR_A_BODY and request.preferences.simple  # type: ignore[attr-defined]
    context["pictured"] = PICTURED if is_simple else ()
    context["seat_words"] = json.dumps({seat.value: str(seat.label) for seat in Seat})
    context |= talking.intents_context(request, conversation)
    return context | around_context(request, conversation) | {"at": at}


def message_form(
    request: SignedInRequest, conversation: Conversation, *given: Any, **named: Any
) -> MessageForm:
    """The form of this person: who sits beside the jobseeker may write in their name."""
    jobseeker = conversation.jobseeker
    if jobseeker and seat_of(request.user, conversation) in BESIDE_JOBSEEKER:
        return BesideForm(*given, **named, jobseeker=jobseeker)
    return MessageForm(*given, **named)


def around_context(request: SignedInRequest, conversation: Conversation) -> dict[str, Any]:
    beside = conversation.participants.filter(left_at=None).select_related("user")
    return {
        "conversation": conversation,
        "fair": conversation.booth.fair,
        "seat": seat_of(request.user, conversation),
        "beside": beside,
        "handed": handed(conversation),
        "is_told": is_told_here(conversation, request.user),
        "stops": sides_that_stop(conversation) if conversation.is_stopped else set(),
    }


def transcript_context(
    request: SignedInRequest, conversation: Conversation, page: Transcript
) -> dict[str, Any]:
    return {
        "conversation": conversation,
        "fair": conversation.booth.fair,
        "stream": conversation_stream(conversation.pk),
        "page": page,
        "seat": seat_of(request.user, conversation),
    }
