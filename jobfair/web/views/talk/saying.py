"""Saying something by a form: from the page without a script, or by a script without a socket."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jobfair.chat.models import Conversation, Seat
from jobfair.chat.permissions import seat_of
from jobfair.chat.services import send_message
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
        refusal = {"code": error.code, "message": str(error.message)}
        if isinstance(error, TooMany):
            refusal["retry_after"] = error.retry_after
        return JsonResponse({"error": refusal}, status=422)
    return JsonResponse({"number": said.number})
