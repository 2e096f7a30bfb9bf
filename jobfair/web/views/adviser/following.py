"""Whom an adviser calls next, what came of it, and work in other places."""

from __future__ import annotations

from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts.models import Person
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.common.errors import DomainError
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair
from jobfair.intents.models import Intent, Voice
from jobfair.intents.steps import Side
from jobfair.outcomes.calls import EARLY, Call
from jobfair.outcomes.models import FollowUp, Placement
from jobfair.outcomes.permissions import may_follow_up, may_place
from jobfair.outcomes.selectors import (
    Case,
    case_of,
    cases,
    cases_of,
    intents_followed,
    placements_followed,
)
from jobfair.outcomes.services import (
    correct_follow_up,
    place_person,
    record_follow_up,
    withdraw_placement,
)
from jobfair.web.access import SignedInRequest, for_role, opens_at_desk, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.following import CallForm, PlacementForm
from jobfair.web.found_people import person_at
from jobfair.web.kept_forms import form_of, status_of

PER_PAGE = 50
follows_intent = opens_at_desk("intent", intents_followed, may_follow_up)
follows_placement = opens_at_desk("placement", placements_followed, may_follow_up)
places_people = opens_at_desk("fair", lambda: Fair.objects.select_related("organiser"), may_place)


@for_role(Role.ADVISER)
def worklist(request: SignedInRequest) -> HttpResponse:
    """Calls that are due, the longest due first, and those of the days to come."""
    now = timezone.now()
    every = cases(roles_of(request.user).bodies(Role.ADVISER), now)
    dated = [(case.due.on, case) for case in every if case.due]
    today = timezone.localdate()
    due = [case for on, case in dated if on <= today]
    page = Paginator(due, PER_PAGE).get_page(request.GET.get("page"))
    soon = [case for on, case in dated if today < on <= today + EARLY][:PER_PAGE]
    context = {
        "page": page,
        "due": len(due),
        "soon": soon,
        "later": len(dated) - len(due) - len(soon),
    }
    return render(request, "adviser/follow_up.html", context)


@follows_intent
def of_intent(request: SignedInRequest, intent: Intent) -> HttpResponse:
    return _case_page(request, intent)


@follows_placement
def of_placement(request: SignedInRequest, placement: Placement) -> HttpResponse:
    return _case_page(request, placement)


@require_POST
@follows_placement
def withdraw(request: SignedInRequest, placement: Placement) -> HttpResponse:
    """It was written down in error."""
    withdraw_placement(request.user, placement=placement)
    messages.success(request, _("已撤销，不再计入数据。"))
    return redirect("web:adviser_follow_up")


@places_people
def place(request: SignedInRequest, fair: Fair, person: UUID) -> HttpResponse:
    """Write down that somebody works in an aid centre or a kindness shop."""
    somebody = person_at(request, fair, person)
    form = form_of(request, PlacementForm)
    if request.method == "POST" and form.is_valid():
        try:
            made = place_person(request.user, fair=fair, person=somebody, **form.cleaned_data)
            messages.success(request, _("已登记。满 1、3、6 个月时，回访清单会提醒。"))
            return redirect("web:adviser_placement", made.pk)
        except DomainError as error:
            add_to_form(form, error)
    context = {"fair": fair, "person": somebody, "form": form}
    return render(request, "adviser/place.html", context, status=status_of(form))


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """What advisers recorded about the reader's own work."""
    found = cases_of(request.user, timezone.now())
    return render(request, "intents/follow_ups.html", {"cases": found, "side": Side.JOBSEEKER})


def phone_of(person: Person) -> str:
    return (person.user.phone if person.user else "") or person.phone


def address_of(work: Intent | Placement) -> str:
    name = "web:adviser_placement" if isinstance(work, Placement) else "web:adviser_case"
    return reverse(name, args=[work.pk])


def _case_page(request: SignedInRequest, work: Intent | Placement) -> HttpResponse:
    """One case: whom to call about what, what was recorded, and the form for what comes of it."""
    case = case_of(work, timezone.now())
    wrong = _wrong(request, case)
    call = Call(wrong.call) if wrong else case.next_call
    form = _form(request, call) if call else None
    if form and request.method == "POST" and form.is_valid():
        try:
            _record(request, work, wrong, form)
            return redirect(address_of(work))
        except DomainError as error:
            add_to_form(form, error)
    context = {"case": case, "person": case.person, "form": form, "wrong": wrong}
    context |= {"side": None, "phone": phone_of(case.person)}
    return render(request, "adviser/case.html", context, status=status_of(form) if form else 200)


def _form(request: SignedInRequest, call: Call) -> CallForm:
    initial = {"cid": token_hex(16), "call": call, "voice": Voice.JOBSEEKER}
    return form_of(request, CallForm, call=call, initial=initial)


def _record(
    request: SignedInRequest, work: Intent | Placement, wrong: FollowUp | None, form: CallForm
) -> None:
    cid = form.cleaned_data["cid"]
    if wrong:
        correct_follow_up(request.user, work=work, wrong=wrong, heard=form.heard, cid=cid)
        messages.success(request, _("已更正。原来的记录还在，可以查到。"))
        return
    call = Call(form.cleaned_data["call"])
    record_follow_up(request.user, work=work, call=call, heard=form.heard, cid=cid)
    messages.success(request, _("已记录。本人登录后能看到。"))


def _wrong(request: SignedInRequest, case: Case) -> FollowUp | None:
    """The record that `?correct=` names; 404 when it is none of this case."""
    asked = request.GET.get("correct", "")
    if not asked:
        return None
    found: dict[Any, FollowUp] = {call.pk: call for call in case.calls}
    try:
        return found[decode(asked)]
    except (KeyError, ValueError) as error:
        raise Http404 from error
