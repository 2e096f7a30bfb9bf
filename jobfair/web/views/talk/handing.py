"""Handing a conversation on: the rep asks, the jobseeker decides, and may take history back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth
from jobfair.chat import services
from jobfair.chat.models import Conversation, Handover
from jobfair.chat.permissions import (
    may_answer_handover,
    may_hand_over,
    may_read_handed,
    may_take_back_handover,
)
from jobfair.chat.selectors import messages_up_to
from jobfair.common.errors import DomainError
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import HandoverForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.views.talk.conversation import conversation_rows, desk_url, talk_url

opens_to_hand_over = opens_at_desk("conversation", conversation_rows, may_hand_over)
ANSWERS = {"with": True, "without": False}


@opens_to_hand_over
def offer(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """To whom, and why; the jobseeker is asked next."""
    form = form_of(
        request,
        HandoverForm,
        colleagues=_colleagues(request.user, conversation),
        booths=_other_booths(conversation),
    )
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.offer_handover(
                request.user, conversation=conversation, reason=reason, **form.target
            )
            return redirect(desk_url(conversation))
        except DomainError as error:
            add_to_form(form, error)
    context = {"conversation": conversation, "form": form, "back": desk_url(conversation)}
    return render(request, "talk/hand_over.html", context, status=status_of(form))


@require_POST
@opens_at_desk("handover", Handover.objects.in_full, may_answer_handover)
def answer(request: SignedInRequest, handover: Handover) -> HttpResponse:
    """Go on there, with or without what was said so far, or stay."""
    answered = request.POST.get("answer", "")
    if answered not in ANSWERS:
        services.decline_handover(request.user, handover=handover)
        return redirect("web:talk", handover.conversation_id)
    going_on = services.accept_handover(
        request.user, handover=handover, shows_history=ANSWERS[answered]
    )
    return redirect("web:talk", going_on.pk)


@require_POST
@opens_at_desk("handover", Handover.objects.in_full, may_take_back_handover)
def take_back(request: SignedInRequest, handover: Handover) -> HttpResponse:
    services.take_back_handover(request.user, handover=handover)
    return redirect(talk_url(request, handover.conversation))


@opens_at_desk("handover", Handover.objects.in_full, may_read_handed)
def history(request: SignedInRequest, handover: Handover) -> HttpResponse:
    """What the jobseeker agreed to show; to the jobseeker, exactly what the others see."""
    shown = messages_up_to(handover.conversation, handover.history_to or 0)
    context = {
        "handover": handover,
        "conversation": handover.conversation,
        "fair": handover.to_booth.fair,
        "messages_shown": shown,
        "is_own": may_answer_handover(request.user, handover),
    }
    return render(request, "talk/history.html", context)


@require_POST
@opens_at_desk("handover", Handover.objects.in_full, may_answer_handover)
def close(request: SignedInRequest, handover: Handover) -> HttpResponse:
    services.close_history(request.user, handover=handover)
    messages.success(request, _("已收回。对方现在看不到之前的消息了。"))
    return redirect("web:talk", handover.arrived_id or handover.conversation_id)


def _colleagues(user: User, conversation: Conversation) -> QuerySet[User]:
    held = {"memberships__role": Role.REP, "memberships__employer": conversation.booth.employer_id}
    return User.objects.filter(is_active=True, **held).exclude(pk=user.pk).order_by("name")


def _other_booths(conversation: Conversation) -> QuerySet[Booth]:
    found = Booth.objects.public().filter(fair=conversation.booth.fair_id)
    others = found.exclude(pk=conversation.booth_id).select_related("employer", "zone")
    return others.in_walking_order()
