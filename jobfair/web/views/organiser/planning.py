"""Planning a fair: begun with a few facts, then page by page, saved at each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.fairs import services
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.planning import (
    BasicsForm,
    BeginForm,
    HelpForm,
    PlaceForm,
    RegistrationForm,
    RulesForm,
)
from jobfair.web.forms.organiser.rows import Rows, session_rows, zone_rows
from jobfair.web.forms.organiser.times import TimesForm, ZonesForm, zone_typed
from jobfair.web.views.organiser.common import accepted, fairs_of, organisers_of, typed
from jobfair.web.views.organiser.doors import for_organisers, helps_fair, runs_fair
from jobfair.web.views.organiser.plan_steps import BY_SLUG, PARTS, next_url, plan_of, url_of


@for_organisers
def new(request: SignedInRequest) -> HttpResponse:
    """From nothing, or from a fair there was."""
    earlier = fairs_of(request).filter(organiser__in=organisers_of(request))
    return render(request, "organiser/new.html", {"earlier": earlier.order_by("-starts_at")[:10]})


@for_organisers
def begin(request: SignedInRequest) -> HttpResponse:
    form = BeginForm(typed(request), organisers=organisers_of(request))
    made: list[Fair] = []
    if accepted(
        request, form, lambda: made.append(services.add_fair(request.user, **form.cleaned_data))
    ):
        messages.success(request, _("招聘会已经建好，只有您和同事能看到。接着安排场次。"))
        return redirect(url_of(made[0], BY_SLUG["times"]))
    return render(request, "organiser/begin.html", {"form": form})


@helps_fair
def plan(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Every part of the plan, and what each still lacks."""
    context = {"fair": fair, "plan": plan_of(fair), "runs": may_run_fair(request.user, fair)}
    return render(request, "organiser/plan.html", context)


@runs_fair
def basics(request: SignedInRequest, fair: Fair) -> HttpResponse:
    form = BasicsForm(typed(request), instance=fair)
    return _part(request, fair, "basics", form, lambda: _save_basics(request, fair, form))


def _save_basics(request: SignedInRequest, fair: Fair, form: BasicsForm) -> None:
    facts, name_en = form.change, form.series_in_english
    name = form.cleaned_data["new_series"].strip()
    if name:
        facts["series"] = services.add_series(
            request.user, organiser=fair.organiser, name=name, name_en=name_en or ""
        )
    elif facts["series"] and name_en is not None:
        services.name_series_in_english(request.user, series=facts["series"], name_en=name_en)
    services.edit_fair(request.user, fair=fair, **facts)


@runs_fair
def times(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The fair's span and its sessions, read and shown in the fair's own time zone."""
    data = typed(request)
    with timezone.override(zone_typed(data.get("time_zone") if data else None, fair)):
        form = TimesForm(data, fair=fair)
        rows = session_rows(fair, data)
        return _part(
            request, fair, "times", form, lambda: _save_times(request, fair, form, rows), rows
        )


def _save_times(request: SignedInRequest, fair: Fair, form: TimesForm, rows: Rows) -> None:
    services.set_times(request.user, fair=fair, plans=rows.plans, **form.cleaned_data)


@runs_fair
def place(request: SignedInRequest, fair: Fair) -> HttpResponse:
    form = PlaceForm(typed(request), instance=fair)
    return _part(request, fair, "place", form, _edits(request, fair, form))


@helps_fair
def zones(request: SignedInRequest, fair: Fair) -> HttpResponse:
    rows = zone_rows(fair, typed(request))
    form = ZonesForm(typed(request), fair=fair)
    return _part(
        request,
        fair,
        "zones",
        form,
        lambda: services.set_zones(request.user, fair=fair, plans=rows.plans, **form.cleaned_data),
        rows,
    )


@runs_fair
def help_and_contact(request: SignedInRequest, fair: Fair) -> HttpResponse:
    form = HelpForm(typed(request), instance=fair)
    return _part(request, fair, "help", form, _edits(request, fair, form))


@runs_fair
def registration(request: SignedInRequest, fair: Fair) -> HttpResponse:
    with timezone.override(fair.zone_info):
        form = RegistrationForm(typed(request), instance=fair)
        return _part(request, fair, "registration", form, _edits(request, fair, form))


@runs_fair
def rules(request: SignedInRequest, fair: Fair) -> HttpResponse:
    form = RulesForm(typed(request), instance=fair)
    return _part(request, fair, "rules", form, _edits(request, fair, form))


def _edits(request: SignedInRequest, fair: Fair, form: Any) -> Callable[[], Any]:
    return lambda: services.edit_fair(request.user, fair=fair, **form.change)


def _part(
    request: SignedInRequest,
    fair: Fair,
    slug: str,
    form: forms.BaseForm,
    save: Callable[[], Any],
    rows: Rows | None = None,
) -> HttpResponse:
    """Show a part of the plan, or save it and go where the pressed button says."""
    if (rows is None or rows.is_valid()) and accepted(request, form, save):
        messages.success(request, _("已保存：%(part)s") % {"part": BY_SLUG[slug].label})
        return redirect(_after(request, fair, slug))
    context = {
        "fair": fair,
        "form": form,
        "rows": rows,
        "part": BY_SLUG[slug],
        "labels": [part.label for part in PARTS],
        "number": PARTS.index(BY_SLUG[slug]) + 1,
    }
    return render(request, f"organiser/plan/{slug}.html", context)


def _after(request: SignedInRequest, fair: Fair, slug: str) -> str:
    if "more" in request.POST:
        return url_of(fair, BY_SLUG[slug])
    if "later" in request.POST:
        return reverse("web:desk_plan", args=[fair.key])
    return next_url(fair, slug)
