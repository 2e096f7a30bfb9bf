"""The jobseeker's conversations, and the way into a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_see_booth
from jobfair.chat.permissions import may_work_desk
from jobfair.chat.selectors import conversations_of
from jobfair.chat.services import begin_conversation
from jobfair.common.errors import NotAllowed
from jobfair.web.access import opens_at_desk, signed_in


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Every conversation of this person, the newest first."""
    return render(request, "talk/list.html", {"conversations": conversations_of(request.user)})


@opens_at_desk("booth", lambda: Booth.objects.select_related("fair", "employer"), may_see_booth)
def begin(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Go to one's conversation with a booth. A link, so that sign-in can come between."""
    if may_work_desk(request.user, booth):
        return redirect("web:rep_desk", booth.pk)
    try:
        return redirect("web:talk", begin_conversation(request.user, booth=booth).pk)
    except NotAllowed as refusal:
        messages.info(request, refusal.message)
        return redirect("web:booth", booth.pk)
