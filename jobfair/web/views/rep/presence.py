from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_staff_booth
from jobfair.booths.presence import BoothPresence, presence_of
from jobfair.common.errors import Conflict, Invalid
from jobfair.web.access import opens_at_desk
from jobfair.web.booth_words import booth_words
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.rep.booth import BREAKS, AwayForm
from jobfair.web.views.rep.rows import booths, person

SOON = 15  # minutes

opens_presence = opens_at_desk("booth", booths, may_staff_booth)


@opens_presence
def presence(request: HttpRequest, booth: Booth) -> HttpResponse:
    """What visitors are told now, and three ways to change it."""
    return _page(request, booth, AwayForm())


@require_POST
@opens_presence
def say_present(request: HttpRequest, booth: Booth) -> HttpResponse:
    services.say_present(person(request), booth=booth)
    messages.success(request, _("已告诉求职者：有人在展位。"))
    return _back(request, booth)


@require_POST
@opens_presence
def say_away(request: HttpRequest, booth: Booth) -> HttpResponse:
    form = AwayForm(request.POST)
    if form.is_valid():
        until = form.moment(booth.fair.zone_info)
        try:
            services.say_away(person(request), booth=booth, until=until)
        except (Invalid, Conflict) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("已告诉求职者您几点回来。"))
            return _back(request, booth)
    return _page(request, booth, form)


@require_POST
@opens_presence
def leave(request: HttpRequest, booth: Booth) -> HttpResponse:
    services.leave_booth(person(request), booth=booth)
    messages.success(request, _("已告诉求职者：展位现在没有人。"))
    return _back(request, booth)


def _back(request: HttpRequest, booth: Booth) -> HttpResponse:
    """To the page the button stood on: the desk, or this one."""
    at_desk = request.POST.get("next") == "desk"
    return redirect("web:rep_desk" if at_desk else "web:rep_presence", booth.pk)


def _page(request: HttpRequest, booth: Booth, form: AwayForm) -> HttpResponse:
    now = presence_of(booth)
    context = {
        "booth": booth,
        "presence": now,
        "seen": booth_words(booth, timezone.now()).text,
        "minutes_left": _minutes_left(now),
        "soon": SOON,
        "breaks": BREAKS,
        "form": form,
    }
    return render(request, "rep/presence.html", context)


def _minutes_left(presence: BoothPresence) -> int | None:
    if presence.until is None:
        return None
    return max(0, int((presence.until - timezone.now()).total_seconds() // 60))
