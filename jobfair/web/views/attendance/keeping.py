"""The list of a fair: who registered, who came, entered by hand where there is no account."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.attendance.permissions import may_keep_list
from jobfair.attendance.room import places_left
from jobfair.attendance.selectors import registered_at
from jobfair.attendance.services import arrive_onsite, list_person
from jobfair.common.errors import DomainError
from jobfair.common.ids import encode, new_id
from jobfair.fairs.models import Fair, FairState, Mode
from jobfair.fairs.permissions import may_help_fair
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.attendance import ListedForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.views.organiser.common import page_of

opens_list = opens_at_desk("fair", lambda: Fair.objects.select_related("organiser"), may_keep_list)


@opens_list
def listed(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """By number, fifty a page; narrowed by name or number; somebody new at the end."""
    form = form_of(request, ListedForm, initial={"key": encode(new_id())})
    if request.method == "POST" and form.is_valid():
        try:
            _enter(request, fair, form)
            return redirect("web:desk_attendance", fair.pk)
        except DomainError as error:
            add_to_form(form, error)
    asked = request.GET.get("q", "").strip()
    context = {
        "fair": fair,
        "form": form,
        "asked": asked,
        "helps": may_help_fair(request.user, fair),
        "page": page_of(request, registered_at(fair, asked)),
        "takes_arrivals": _takes_arrivals(fair),
        "has_both_ways": fair.mode == Mode.HYBRID,
        "left": places_left(fair),
    }
    return render(request, "attendance/list.html", context, status=status_of(form))


@require_POST
@opens_list
def came(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Somebody on the list stands here. Who walks through it goes on where they were."""
    number = request.POST.get("number", "")
    rows = fair.registrations.select_related("person__user")
    row = get_object_or_404(rows, number=int(number) if number.isdecimal() else 0)
    arrive_onsite(request.user, fair=fair, person=row.person)
    messages.success(
        request, _("%(n)d 号 %(name)s 已到现场。") % {"n": row.number, "name": row.person}
    )
    page = request.GET.get("page", "")
    query = {"page": page} if page.isdecimal() else None
    return redirect(reverse("web:desk_attendance", args=[fair.pk], query=query))


@transaction.atomic
def _enter(request: SignedInRequest, fair: Fair, form: ListedForm) -> None:
    given = dict(form.cleaned_data)
    has_come = given.pop("has_come")
    row = list_person(request.user, fair=fair, **given)
    if has_come:
        arrive_onsite(request.user, fair=fair, person=row.person)
    messages.success(request, _("已登记，是 %(n)d 号。") % {"n": row.number})


def _takes_arrivals(fair: Fair) -> bool:
    return fair.is_onsite and fair.state in (FairState.OPEN, FairState.CLOSED)
