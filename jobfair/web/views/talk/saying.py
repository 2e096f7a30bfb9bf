"""Writing and saying something by a form: from the page without a script, or by a script without a socket."""

from secrets import token_hex
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobfair.chat.models import Conversation, Seat
from jobfair.chat.permissions import seat_of
from jobfair.chat.services import save_draft, send_message
from jobfair.common.errors import DomainError, TooMany
from jobfair.web.access import SignedInRequest
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import MessageForm
from jobfair.web.kept_forms import forget, shown_where_it_stood
from jobfair.web.live import is_fetched
from jobfair.web.views.talk.conversation import (
    message_form,
    opens_conversation,
    page_of,
    talk_url,
)
from jobfair.web.views.talk.desk import desk_page


@require_POST
@opens_conversation
@shown_where_it_stood
def send(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Say something; pressed twice it is said once, refused it stands in the form again."""
    form = message_form(request, conversation, request.POST)
    forget(request)
    if is_fetched(request):
        return _said(request, conversation, form)
    if form.is_valid():
        try:
            send_message(request.user, conversation=conversation, **form.cleaned_data)
            return redirect(talk_url(request, conversation) + "#newest")
        except DomainError as error:
            add_to_form(form, error)
    return _shown_again(request, conversation, form)


@require_POST
@opens_conversation
def draft(request: SignedInRequest, conversation: Conversation) -> JsonResponse:
    """What is typed and not sent."""
    try:
        save_draft(request.user, conversation=conversation, text=request.POST.get("text", ""))
    except DomainError as error:
        return _refused(error)
    return JsonResponse({})


@require_POST
@opens_conversation
def phrase(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Put a prepared phrase below what is typed; it stands in the form, not yet sent."""
    typed = [request.POST.get("text", "").strip(), request.POST.get("phrase", "").strip()]
    text = "\n".join(part for part in typed if part)
    return _kept(request, conversation, text, talk_url(request, conversation) + "#composer")


@require_POST
@opens_conversation
def to_file(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Go and choose a file; what is typed stands in the form again on the way back."""
    way = reverse("web:talk_attach", args=[conversation.pk])
    return _kept(request, conversation, request.POST.get("text", ""), way)


def _kept(
    request: SignedInRequest, conversation: Conversation, text: str, way: str
) -> HttpResponse:
    """Keep a text that is not to be sent yet and go on; where it cannot be kept it stays, with the reason."""
    try:
        save_draft(request.user, conversation=conversation, text=text)
    except DomainError as error:
        form = message_form(request, conversation, {"cid": token_hex(16), "text": text})
        add_to_form(form, error)
        return _shown_again(request, conversation, form)
    return redirect(way)


def _shown_again(
    request: SignedInRequest, conversation: Conversation, form: MessageForm
) -> HttpResponse:
    """What was written and refused, where it stood, with the reason."""
    if seat_of(request.user, conversation) == Seat.REP:
        return desk_page(request, conversation.booth, [conversation.key], refused=form, status=422)
    return page_of(request, conversation, form, status=422)


def _said(request: SignedInRequest, conversation: Conversation, form: MessageForm) -> JsonResponse:
    """What was said, in the few words that the script of a page without a socket needs."""
    if not form.is_valid():
        refusal: dict[str, Any] = {
            "code": "invalid",
            "message": next(iter(form.errors.values()))[0],
        }
        return JsonResponse({"error": refusal}, status=422)
    try:
        said = send_message(request.user, conversation=conversation, **form.cleaned_data)
    except DomainError as error:
        return _refused(error)
    return JsonResponse({"number": said.number})


def _refused(error: DomainError) -> JsonResponse:
    refusal: dict[str, Any] = {"code": error.code, "message": str(error.message)}
    if isinstance(error, TooMany):
        refusal["retry_after"] = error.retry_after
    return JsonResponse({"error": refusal}, status=422)
