"""When something is not right: a message is reported, a conversation is stopped or goes on again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.chat import services
from jobfair.chat.models import Conversation
from jobfair.chat.permissions import may_stop_conversation
from jobfair.chat.selectors import reportable, sides_that_stop, told_about
from jobfair.chat.services import SIDE_OF
from jobfair.common.errors import TooMany
from jobfair.web.access import SignedInRequest, opens_at_desk, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import ReportForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.views.organiser.common import page_of
from jobfair.web.views.talk.conversation import (
    conversation_rows,
    opens_with_jobseeker,
    seat_of,
    talk_url,
)

opens_to_stop = opens_at_desk("conversation", conversation_rows, may_stop_conversation)


@opens_with_jobseeker
def trouble(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Report a message, or stop the conversation."""
    found = reportable(conversation, request.user)
    form = form_of(request, ReportForm, messages=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.report_message(request.user, **form.report)
        except TooMany as error:
            add_to_form(form, error)
        else:
            messages.success(request, _("已交给主办方。一天之内会有人看，并告诉您结果。"))
            return redirect("web:talk_reports")
    seat = seat_of(request.user, conversation)
    context = {
        "conversation": conversation,
        "back": talk_url(request, conversation),
        "form": form if found else None,
        "may_stop": may_stop_conversation(request.user, conversation),
        "has_stopped": SIDE_OF.get(seat) in sides_that_stop(conversation) if seat else False,
    }
    return render(request, "talk/trouble.html", context, status=status_of(form))


@require_POST
@opens_to_stop
def stop(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    services.stop_conversation(request.user, conversation=conversation)
    return redirect(talk_url(request, conversation))


@require_POST
@opens_to_stop
def resume(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    services.resume_conversation(request.user, conversation=conversation)
    return redirect(talk_url(request, conversation))


@signed_in
def reports(request: SignedInRequest) -> HttpResponse:
    """What this person reported, and what was decided about what they said."""
    context = {"page": page_of(request, told_about(request.user))}
    return render(request, "talk/reports.html", context)
