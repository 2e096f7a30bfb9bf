"""The jobseeker's conversations, and the way into a new one."""

from secrets import token_hex

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_see_booth
from jobfair.chat.models import Conversation
from jobfair.chat.permissions import may_begin_conversation, may_work_desk
from jobfair.chat.selectors import conversations_of
from jobfair.chat.services import begin_conversation, send_message
from jobfair.common.errors import DomainError
from jobfair.web.access import SignedInRequest, opens_at_desk, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import MessageForm


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """Every conversation of this person, the newest first."""
    return render(request, "talk/list.html", {"conversations": conversations_of(request.user)})


@opens_at_desk("booth", lambda: Booth.objects.select_related("fair", "employer"), may_see_booth)
def begin(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Where a first message is written; the conversation comes into being with it."""
    if may_work_desk(request.user, booth):
        return redirect("web:rep_desk", booth.pk)
    if not may_begin_conversation(request.user, booth):
        messages.info(request, _("求职者登录后可以和展位交谈。"))
        return redirect("web:booth", booth.pk)
    known = booth.conversations.filter(jobseeker=request.user).first()
    if known is not None:
        return redirect("web:talk", known.pk)
    form = MessageForm(request.POST or None, initial={"cid": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("web:talk", _first_message(request, booth, form).pk)
        except DomainError as error:
            add_to_form(form, error)
    status = 422 if form.errors else 200
    return render(request, "talk/begin.html", {"booth": booth, "form": form}, status=status)


@transaction.atomic
def _first_message(request: SignedInRequest, booth: Booth, form: MessageForm) -> Conversation:
    conversation = begin_conversation(request.user, booth=booth)
    send_message(request.user, conversation=conversation, **form.cleaned_data)
    return conversation
