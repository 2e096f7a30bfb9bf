from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import may_invite
from jobfair.accounts.roles import Role
from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.web.forms.rep.booth import StaffForm
from jobfair.web.views.rep.booth import opens_booth
from jobfair.web.views.rep.rows import person


@opens_booth
def staff(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Who of the colleagues staffs the booth."""
    colleagues = User.objects.filter(
        memberships__role=Role.REP, memberships__employer=booth.employer
    ).order_by("name", "email")
    chosen = list(booth.staffing.values_list("user", flat=True))
    form = StaffForm(request.POST or None, colleagues=colleagues, initial={"users": chosen})
    if request.method == "POST":
        form = StaffForm(request.POST, colleagues=colleagues)
        if form.is_valid():
            services.set_staffing(person(request), booth=booth, users=form.cleaned_data["users"])
            messages.success(request, _("已保存。"))
            return redirect("web:rep_booth", booth.pk)
    context = {
        "booth": booth,
        "form": form,
        "may_invite": may_invite(request.user, booth.employer),
    }
    return render(request, "rep/staff.html", context)
