"""Reported messages: what waits for a decision, when it is due, and one at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.chat.models import Report
from jobfair.chat.selectors import around_message
from jobfair.chat.services import decide_report
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.reports import DecisionForm
from jobfair.web.views.organiser.common import accepted, page_of, typed
from jobfair.web.views.organiser.decision_mail import mail_decision
from jobfair.web.views.organiser.doors import decides_report, helps_fair


@helps_fair
def reports(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """What waits, the one due first on top; below it what was decided."""
    rows = Report.objects.of_fair(fair).in_full()
    decided = rows.filter(decision__isnull=False).order_by("-decision__created_at")
    context = {
        "fair": fair,
        "waiting": rows.undecided(),
        "page": page_of(request, decided),
        "now": timezone.now(),
    }
    return render(request, "organiser/reports.html", context)


@decides_report
def report(request: SignedInRequest, report: Report) -> HttpResponse:
    """The message with what stands around it, and the decision."""
    form = DecisionForm(typed(request))
    if accepted(request, form, lambda: decide_report(request.user, report=report, **form.decision)):
        mail_decision(report)
        messages.success(request, _("已处理，双方都能看到结果。"))
        return redirect("web:desk_reports", report.message.conversation.booth.fair.pk)
    fair = report.message.conversation.booth.fair
    context = {
        "fair": fair,
        "report": report,
        "decision": getattr(report, "decision", None),
        "shown": around_message(report.message),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "organiser/report.html", context, status=422 if form.errors else 200)
