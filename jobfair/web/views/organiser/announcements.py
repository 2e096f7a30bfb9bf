"""公告: written, looked at, sent to everybody at a fair, taken back when it was wrong."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.fairs import services
from jobfair.fairs.models import Announcement, Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.announcements import AnnouncementForm
from jobfair.web.views.organiser.common import accepted, page_of, typed
from jobfair.web.views.organiser.doors import helps_fair


@helps_fair
def announcements(request: SignedInRequest, fair: Fair) -> HttpResponse:
    rows = fair.announcements.select_related("made_by").order_by("-created_at")
    context = {"fair": fair, "page": page_of(request, rows)}
    return render(request, "organiser/announcements.html", context)


@helps_fair
def write(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Write, look at it as others will, send: the typed text travels along each time."""
    form = AnnouncementForm(typed(request))
    context: dict[str, Any] = {"fair": fair, "form": form}
    wants_change = "change" in request.POST
    if request.method != "POST" or wants_change or not form.is_valid():
        return render(request, "organiser/announce.html", context)
    facts = form.facts
    if "send" in request.POST and accepted(
        request, form, lambda: services.announce(request.user, fair=fair, **facts)
    ):
        messages.success(request, _("公告已发布，所有人都能看到。"))
        return redirect("web:desk_announcements", fair.key)
    context |= {"announcement": Announcement(fair=fair, **facts), "fields": _as_typed(form)}
    return render(request, "organiser/announce_preview.html", context)


@helps_fair
def withdraw(request: SignedInRequest, fair: Fair, announcement: UUID) -> HttpResponse:
    said = get_object_or_404(fair.announcements, pk=announcement)
    back = reverse("web:desk_announcements", args=[fair.key])
    if request.method == "POST":
        services.withdraw_announcement(request.user, announcement=said)
        messages.success(request, _("公告已撤下。"))
        return redirect(back)
    context = {
        "fair": fair,
        "question": _("撤下公告“%(title)s”吗？") % {"title": said.title},
        "consequences": [
            _("它马上从公开页面消失。"),
            _("已经看过的人不会收到通知；如果内容有误，请再发一条更正。"),
            _("这里仍留有记录。"),
        ],
        "yes": _("撤下"),
        "danger": True,
        "action": reverse("web:desk_withdraw", args=[fair.key, said.key]),
        "back": back,
    }
    return render(request, "organiser/confirm.html", context)


def _as_typed(form: AnnouncementForm) -> dict[str, str]:
    return {name: form.data[name] for name in form.fields if form.data.get(name)}
