"""One fair at the desk: where it stands, and what has become of it."""

from django.http import HttpResponse
from django.shortcuts import render

from jobfair.booths.selectors import tally_of
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.doors import helps_fair
from jobfair.web.views.organiser.home import report_tasks, tasks_of
from jobfair.web.views.organiser.now import now_context
from jobfair.web.views.organiser.steps_of_state import steps_from


@helps_fair
def fair(request: SignedInRequest, fair: Fair) -> HttpResponse:
    tally = tally_of(fair)
    runs = may_run_fair(request.user, fair)
    context = {
        "fair": fair,
        "tally": tally,
        "tasks": [
            *report_tasks([fair]),
            *([] if fair.is_over else tasks_of(request.user, fair, tally)),
        ],
        "runs": runs,
        "steps": steps_from(fair.state) if runs else [],
        "announcements": fair.announcements.standing().count(),
    } | now_context(fair, request.user)
    return render(request, "organiser/fair.html", context)


@helps_fair
def history(request: SignedInRequest, fair: Fair) -> HttpResponse:
    steps = fair.steps.select_related("made_by").order_by("-created_at")
    return render(request, "organiser/history.html", {"fair": fair, "steps": steps})
