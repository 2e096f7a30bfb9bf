"""Who is in a conversation: shown to all of them; asked in, asked to leave, and links for a seat."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobfair.accounts.models import User
from jobfair.chat import services
from jobfair.chat.models import Conversation, Seat, SeatInvitation
from jobfair.chat.permissions import may_add_beside, may_withdraw_seat
from jobfair.chat.selectors import known_helpers
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing
from jobfair.common.ids import decode
from jobfair.web.access import SignedInRequest, opens_at_desk, public
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import HelperForm, SeatForm
from jobfair.web.views.talk.conversation import opens_with_jobseeker, talk_url

opens_seat = opens_at_desk(
    "invitation",
    lambda: SeatInvitation.objects.select_related("conversation__booth__employer"),
    may_withdraw_seat,
)


@opens_with_jobseeker
@never_cache
def people(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Everybody here; to the jobseeker also the ways to ask somebody in."""
    data = request.POST if request.method == "POST" else None
    helpers = known_helpers(conversation)
    by_name = HelperForm(data if data and "helper" in data else None, helpers=helpers)
    by_link = SeatForm(data if data and "link" in data else None)
    if by_name.is_valid() and _asked(request, conversation, by_name):
        return redirect("web:talk_people", conversation.pk)
    if by_link.is_valid() and (page := _issued(request, conversation, by_link)):
        return page
    beside = conversation.participants.filter(left_at=None).exclude(user=conversation.jobseeker_id)
    context = {
        "conversation": conversation,
        "back": talk_url(request, conversation),
        "is_own": may_add_beside(request.user, conversation),
        "beside": beside.select_related("user").order_by("created_at"),
        "by_name": by_name if helpers else None,
        "by_link": by_link,
        "open_links": conversation.seat_invitations.usable(timezone.now()),
    }
    status = 422 if by_name.errors or by_link.errors else 200
    return render(request, "talk/people.html", context, status=status)


@require_POST
@opens_with_jobseeker
def leave(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Leave, or as the jobseeker ask somebody to leave."""
    leaving = get_object_or_404(User, pk=_decoded(request.POST.get("person", "")))
    services.leave_conversation(request.user, conversation=conversation, user=leaving)
    if leaving.pk != request.user.pk:
        return redirect("web:talk_people", conversation.pk)
    messages.success(request, _("您已离开会话。要回来，请让求职者再请您。"))
    return redirect("web:talks")


@require_POST
@opens_seat
def withdraw_seat(request: SignedInRequest, invitation: SeatInvitation) -> HttpResponse:
    services.withdraw_seat_invitation(request.user, invitation=invitation)
    messages.success(request, _("邀请已撤回，链接不能再用。"))
    return redirect("web:talk_people", invitation.conversation_id)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, secret: str) -> HttpResponse:
    """Open to whoever holds the link; sitting down asks to sign in or up first."""
    reader = request.user if isinstance(request.user, User) else None
    try:
        if request.method == "POST" and reader is not None:
            return redirect("web:talk", services.take_seat(reader, secret=secret).pk)
        found = services.seat_behind(secret, reader=reader)
    except DomainError as refusal:
        status = 404 if isinstance(refusal, Missing) else 410
        context = {"why": refusal.message}
        return render(request, "people/invitation_gone.html", context, status=status)
    context = {"invitation": found, "conversation": found.conversation}
    return render(request, "talk/seat.html", context)


def _asked(request: SignedInRequest, conversation: Conversation, form: HelperForm) -> bool:
    try:
        services.ask_by_name(request.user, conversation=conversation, **form.chosen)
    except (Invalid, Conflict) as error:
        add_to_form(form, error)
        return False
    return True


def _issued(
    request: SignedInRequest, conversation: Conversation, form: SeatForm
) -> HttpResponse | None:
    seat = Seat(form.cleaned_data["seat"])
    try:
        issued = services.invite_beside(request.user, conversation=conversation, seat=seat)
    except (Invalid, Conflict) as error:
        add_to_form(form, error)
        return None
    link = f"{settings.SITE_URL}{reverse('web:seat', args=[issued.secret])}"
    context = {"conversation": conversation, "invitation": issued.invitation, "link": link}
    return render(request, "talk/seat_link.html", context)


def _decoded(key: str) -> object:
    try:
        return decode(key)
    except ValueError:
        return None
