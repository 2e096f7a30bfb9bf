"""A jobseeker registers for a fair, reads their number, or takes it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jobfair.attendance.models import Place, Registration
from jobfair.attendance.permissions import may_attend, may_tell_category
from jobfair.attendance.room import out_of_time
from jobfair.attendance.selectors import is_kept, look_at, own_category, registration_of
from jobfair.attendance.services import (
    register,
    take_back_category,
    tell_category,
    withdraw_registration,
)
from jobfair.fairs.models import Fair, Mode
from jobfair.fairs.permissions import may_see_fair
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.forms.attendance import CategoryForm
from jobfair.web.registration_words import registration_words, room_of

opens_fair = opens_at_desk(
    "fair", lambda: Fair.objects.select_related("organiser", "venue"), may_see_fair
)


@never_cache
@opens_fair
def registering(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """One page for all of it; what cannot be done now is said in words."""
    if not may_attend(request.user, fair):
        messages.info(request, _("用求职者的账号登录后可以报名。"))
        return redirect("web:fair", fair.pk)
    known = registration_of(request.user, fair)
    if request.method == "POST":
        if request.POST.get("do") == "withdraw" and known is not None:
            withdraw_registration(request.user, registration=known)
            messages.success(request, _("已取消报名。"))
        else:
            made = register(request.user, fair=fair, place=_wanted(request))
            said = _("改好了，您还是 %(n)d 号。") if known else _("报名好了，您是 %(n)d 号。")
            messages.success(request, said % {"n": made.number})
        return redirect("web:register", fair.pk)
    context = {"fair": fair, "registration": known, "is_coming": fair.is_upcoming}
    context |= _of_room(fair) | (_of_category(request, known) if known else {})
    return render(request, "attendance/register.html", context)


@require_POST
@opens_fair
def telling(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Say one's category of disability, or that one says nothing: then what was said is deleted."""
    known = registration_of(request.user, fair)
    form = CategoryForm(request.POST)
    if known is None or not form.is_valid():
        return redirect("web:register", fair.pk)
    if form.category:
        tell_category(request.user, registration=known, category=form.category)
        messages.success(request, _("记下了。想收回，选“不说”再保存。"))
    else:
        take_back_category(request.user, registration=known)
        messages.success(request, _("好的。您说过的类别已经删除。"))
    return redirect("web:register", fair.pk)


def _wanted(request: SignedInRequest) -> Place | None:
    said = request.POST.get("place")
    return Place(said) if said in Place.values else None


def _of_room(fair: Fair) -> dict[str, Any]:
    """What is said of registering now, and which ways are open to somebody new."""
    now, left = timezone.now(), room_of(fair)
    is_open = out_of_time(fair, now) is None
    return {
        "sentences": registration_words(fair, left, now),
        "takes_onsite": is_open and fair.is_onsite and left != 0,
        "takes_online": is_open and fair.mode != Mode.ONSITE,
        "has_both_ways": fair.mode == Mode.HYBRID,
    }


def _of_category(request: SignedInRequest, known: Registration) -> dict[str, Any]:
    """The question while it may be answered, and what became of the answer."""
    if may_tell_category(request.user, known):
        said = own_category(request.user, known.fair)
        return {"category_form": CategoryForm(initial={"disability_category": said or ""})}
    return {"is_kept": is_kept(known), "look": look_at(known)}
