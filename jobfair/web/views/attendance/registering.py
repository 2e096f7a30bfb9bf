"""A jobseeker registers for a fair, reads their number, or takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.attendance.permissions import may_attend
from jobfair.attendance.selectors import registration_of
from jobfair.attendance.services import register, withdraw_registration
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.permissions import may_see_fair
from jobfair.web.access import SignedInRequest, opens_at_desk

COMING = (FairState.PUBLISHED, FairState.OPEN)

opens_fair = opens_at_desk(
    "fair", lambda: Fair.objects.select_related("organiser", "venue"), may_see_fair
)


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
            made = register(request.user, fair=fair)
            messages.success(request, _("报名好了，您是 %(n)d 号。") % {"n": made.number})
        return redirect("web:register", fair.pk)
    context = {"fair": fair, "registration": known, "is_coming": fair.state in COMING}
    return render(request, "attendance/register.html", context)
