"""What the job types of one's fairs are called in English."""

from django.contrib import messages
from django.db.models import Case, Count, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.booths.models import JobType
from jobfair.booths.services import name_job_type
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.job_types import JobTypeForm
from jobfair.web.views.organiser.common import accepted, fairs_of, page_of, typed
from jobfair.web.views.organiser.doors import for_organisers, names_job_type


@for_organisers
def job_types(request: SignedInRequest) -> HttpResponse:
    """Those of the positions at one's fairs, the ones without an English name first."""
    used = JobType.objects.filter(positions__booth__fair__in=fairs_of(request))
    unnamed_first = Case(When(name_en="", then=0), default=1)
    rows = used.annotate(uses=Count("positions")).order_by(unnamed_first, "name")
    return render(request, "organiser/job_types.html", {"page": page_of(request, rows)})


@names_job_type
def job_type(request: SignedInRequest, job_type: JobType) -> HttpResponse:
    """The English name of one."""
    form = JobTypeForm(typed(request), instance=job_type)
    if accepted(
        request, form, lambda: name_job_type(request.user, job_type=job_type, **form.change)
    ):
        messages.success(request, _("已保存。"))
        return redirect("web:desk_job_types")
    return render(request, "organiser/job_type.html", {"form": form, "job_type": job_type})
