"""Lists of conversations outside the booth's desk, and the ways into a new one."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.accounts.events import user_stream
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_see_booth
from jobfair.chat.models import Conversation
from jobfair.chat.permissions import (
    may_begin_conversation,
    may_begin_with_organiser,
    may_work_desk,
)
from jobfair.chat.selectors import conversations_of, talks_with_booths, with_last_messages
from jobfair.chat.services import begin_conversation, begin_with_organiser, send_message
from jobfair.common.errors import DomainError
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest, opens_at_desk, signed_in
from jobfair.web.attending import count_visit
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import MessageForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.live import heard_by
from jobfair.web.views.organiser.common import page_of
from jobfair.web.views.organiser.doors import helps_fair
from jobfair.web.views.talk.conversation import talk_url

Begin = Callable[..., Conversation]


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """Every conversation of this person, the newest first."""
    conversations = with_last_messages(conversations_of(request.user))
    return render(request, "talk/list.html", {"conversations": conversations})


@opens_at_desk("booth", lambda: Booth.objects.select_related("fair", "employer"), may_see_booth)
def begin(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Where a first message is written; the conversation comes into being with it."""
    if may_work_desk(request.user, booth):
        return redirect("web:rep_desk", booth.pk)
    if not may_begin_conversation(request.user, booth):
        messages.info(request, _("请用求职者的账号登录，再给展位发消息。"))
        return redirect("web:booth", booth.pk)
    count_visit(request, booth.fair)
    known = booth.conversations.filter(jobseeker=request.user).first()
    if known is not None:
        return redirect("web:talk", known.pk)
    return _written_first(request, booth, begin_conversation, "talk/begin.html")


@opens_at_desk(
    "booth",
    lambda: Booth.objects.select_related("fair__organiser", "employer", "zone"),
    may_begin_with_organiser,
)
def with_organiser(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Where the organiser and a booth write to each other first; after that, the conversation."""
    known = booth.conversations.with_organiser().filter(last_number__gt=0).first()
    if known is not None:
        return redirect(talk_url(request, known))
    is_rep = may_work_desk(request.user, booth)
    return _written_first(
        request, booth, begin_with_organiser, "talk/begin_with_organiser.html", is_rep=is_rep
    )


@helps_fair
def with_booths(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """What the organiser and the booths of a fair say to each other."""
    return render(request, "organiser/talks.html", _with_booths(request, fair))


@helps_fair
def with_booths_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The list alone, for a page that fetches it again."""
    return render(request, "organiser/parts/talks.html", _with_booths(request, fair))


def _with_booths(request: SignedInRequest, fair: Fair) -> dict[str, Any]:
    heard = heard_by(desk_stream(fair.pk), user_stream(request.user.pk))
    page = page_of(request, talks_with_booths(fair, request.user))
    return {"fair": fair, "heard": heard, "page": page}


def _written_first(
    request: SignedInRequest, booth: Booth, begin: Begin, template: str, **shown: Any
) -> HttpResponse:
    """The first message's page; the conversation comes into being with it."""
    form = form_of(request, MessageForm, initial={"cid": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(talk_url(request, _first_message(request, booth, form, begin)))
        except DomainError as error:
            add_to_form(form, error)
    context = {"booth": booth, "fair": booth.fair, "form": form} | shown
    return render(request, template, context, status=status_of(form))


@transaction.atomic
def _first_message(
    request: SignedInRequest, booth: Booth, form: MessageForm, begin: Begin
) -> Conversation:
    conversation = begin(request.user, booth=booth)
    send_message(request.user, conversation=conversation, **form.cleaned_data)
    return conversation
