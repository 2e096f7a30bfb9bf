"""The organiser's book of employers, and their review."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.accounts import services
from jobfair.accounts.models import Employer, Organiser
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.wording import flags_of_employer
from jobfair.booths.services import add_booth
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.employers import EmployerForm
from jobfair.web.forms.organiser.review import (
    PHRASES_FOR_EMPLOYER,
    ApproveForm,
    ReturnForm,
    advice_on,
)
from jobfair.web.views.organiser.common import (
    accepted,
    asked_key,
    organisers_of,
    page_of,
    typed,
)
from jobfair.web.views.organiser.doors import for_organisers, keeps_employer, runs_fair


@for_organisers
def book(request: SignedInRequest) -> HttpResponse:
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = Employer.objects.filter(organiser__in=organisers_of(request))
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(licence_number__iexact=words))
    if state in ReviewState.values:
        rows = rows.filter(review_state=state)
    context = {
        "page": page_of(request, rows.annotate(fairs=Count("booths")).order_by("name")),
        "words": words,
        "state": state,
        "states": ReviewState.choices,
    }
    return render(request, "organiser/employers.html", context)


@for_organisers
def add(request: SignedInRequest) -> HttpResponse:
    """A new employer in the book of the organiser this person works for."""
    organisers = organisers_of(request).order_by("name")
    key = asked_key(request, "of")
    asked = organisers.filter(pk=key).first() if key else None
    return _added(request, asked or organisers[0], None)


@runs_fair
def add_for_fair(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """A new employer, with a booth at this fair at once."""
    return _added(request, fair.organiser, fair)


def _added(request: SignedInRequest, organiser: Organiser, fair: Fair | None) -> HttpResponse:
    form = EmployerForm(typed(request), instance=Employer(organiser=organiser))
    made: list[Employer] = []
    if accepted(request, form, lambda: made.append(_entered(request, organiser, form))):
        return _after_adding(request, made[0], fair)
    return render(request, "organiser/employer_form.html", {"form": form, "fair": fair})


def _entered(request: SignedInRequest, organiser: Organiser, form: EmployerForm) -> Employer:
    return services.add_employer(request.user, organiser=organiser, **form.facts)


def _after_adding(request: SignedInRequest, employer: Employer, fair: Fair | None) -> HttpResponse:
    if fair is None:
        messages.success(request, _("已添加到名册。"))
        return redirect("web:desk_employer", employer.key)
    add_booth(request.user, fair=fair, employer=employer)
    messages.success(request, _("%(name)s 已添加到名册，并参加本场招聘会。") % {"name": employer})
    return redirect("web:desk_booths", fair.key)


@keeps_employer
def employer(request: SignedInRequest, employer: Employer) -> HttpResponse:
    """One record with what it lacks; here it is approved or returned."""
    data = typed(request)
    decision = data.get("decision") if data else None
    approving = ApproveForm(data if decision == "approve" else None)
    if accepted(request, approving, lambda: _approve(request, employer, approving)):
        messages.success(request, _("%(name)s 已通过审核。") % {"name": employer})
        return redirect("web:desk_employer", employer.key)
    phrases = [*advice_on(flags_of_employer(employer)), *PHRASES_FOR_EMPLOYER]
    form = ReturnForm(None if decision == "approve" else data, phrases=phrases)
    if accepted(
        request,
        form,
        lambda: services.return_employer(request.user, employer=employer, note=form.note),
    ):
        messages.success(request, _("已退回，意见会显示给 %(name)s。") % {"name": employer})
        return redirect("web:desk_employer", employer.key)
    return _shown(request, employer, approving, form)


@keeps_employer
def edit(request: SignedInRequest, employer: Employer) -> HttpResponse:
    form = EmployerForm(typed(request), instance=employer)
    if accepted(
        request,
        form,
        lambda: services.edit_employer(request.user, employer=employer, **form.change),
    ):
        messages.success(request, _("已保存。"))
        return redirect("web:desk_employer", employer.key)
    return render(request, "organiser/employer_form.html", {"form": form, "employer": employer})


def _approve(request: SignedInRequest, employer: Employer, form: ApproveForm) -> None:
    services.approve_employer(request.user, employer=employer, **form.cleaned_data)


def _shown(
    request: SignedInRequest, employer: Employer, approving: ApproveForm, form: ReturnForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "employer": employer,
        "missing": missing_for_employer(employer),
        "flags": flags_of_employer(employer),
        "approving": approving,
        "form": form,
        "booths": employer.booths.select_related("fair", "zone").order_by("-fair__starts_at")[:20],
        "reps": employer.memberships.select_related("user").order_by("created_at"),
    }
    return render(request, "organiser/employer.html", context)
