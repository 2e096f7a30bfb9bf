"""Publish, take back, open, close, archive: each after a page that says what will happen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.fairs.models import Fair
from jobfair.fairs.readiness import missing_for_fair
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.doors import runs_fair
from jobfair.web.views.organiser.plan_steps import plan_of, refusals_of
from jobfair.web.views.organiser.steps_of_state import BY_SLUG, Step, steps_from


@runs_fair
def check(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Everything that was planned, on one page, before it is shown to people."""
    context = {
        "fair": fair,
        "plan": plan_of(fair),
        "missing": refusals_of(fair, missing_for_fair(fair)),
        "publish": BY_SLUG["publish"] if BY_SLUG["publish"] in steps_from(fair.state) else None,
        "sessions": fair.sessions.all(),
        "zones": fair.zones.all(),
    }
    return render(request, "organiser/check.html", context)


@runs_fair
def take_step(request: SignedInRequest, fair: Fair, step: str) -> HttpResponse:
    chosen = BY_SLUG.get(step)
    if chosen is None:
        raise Http404
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        return _taken(request, fair, chosen)
    if chosen not in steps_from(fair.state):
        words = {"state": fair.get_state_display(), "step": chosen.label}
        messages.info(request, _("招聘会现在是“%(state)s”，用不到“%(step)s”。") % words)
        return redirect("web:desk_fair", fair.key)
    return render(request, "organiser/confirm.html", _question(fair, chosen))


def _taken(request: SignedInRequest, fair: Fair, step: Step) -> HttpResponse:
    step.do(request.user, fair=fair)
    messages.success(request, str(step.done))
    return redirect("web:desk_fair", fair.key)


def _question(fair: Fair, step: Step) -> dict[str, Any]:
    return {
        "fair": fair,
        "question": step.question,
        "consequences": step.consequences(fair),
        "yes": step.label,
        "danger": step.is_grave,
        "action": reverse("web:desk_step", args=[fair.key, step.slug]),
        "back": reverse("web:desk_fair", args=[fair.key]),
    }
