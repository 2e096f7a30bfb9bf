"""Saying how somebody who waits was answered, when it was not by writing back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.chat.models import Conversation
from jobfair.chat.permissions import may_work_desk
from jobfair.common.errors import Invalid
from jobfair.watch.permissions import may_settle
from jobfair.watch.services import settle as settle_by
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import SettleForm
from jobfair.web.kept_forms import form_of


def _rows() -> QuerySet[Conversation]:
    return Conversation.objects.select_related(
        "booth__employer", "booth__zone", "booth__fair__organiser", "jobseeker"
    )


@opens_at_desk("conversation", _rows, may_settle)
def settle(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Ask how, record it, and go back to the list the person came from."""
    back, label = _list_of(request, conversation)
    if conversation.waiting_since is None:
        messages.info(request, _("已经有人回复了，不用再处理。"))
        return redirect(back)
    form = form_of(request, SettleForm)
    if request.method == "POST" and form.is_valid():
        try:
            settle_by(request.user, conversation=conversation, **form.cleaned_data)
        except Invalid as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("已从等待名单上拿下来。"))
            return redirect(back)
    context = {
        "conversation": conversation,
        "fair": conversation.booth.fair,
        "form": form,
        "back": back,
        "back_label": label,
    }
    return render(request, "talk/settle.html", context)


def _list_of(request: SignedInRequest, conversation: Conversation) -> tuple[str, str]:
    """The rep's desk, or the organiser's list."""
    booth = conversation.booth
    if may_work_desk(request.user, booth):
        return reverse("web:rep_desk", args=[booth.pk]), _("接待台")
    return reverse("web:desk_unanswered", args=[booth.fair_id]), _("等回复的人")
