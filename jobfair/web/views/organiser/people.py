"""Which bodies run a fair and co-run it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.fairs.services import set_co_organisers
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.people import CoOrganiserForm
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import helps_fair, runs_fair


@helps_fair
def fair_people(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The organiser of a fair, those who co-run it, and a form to add one."""
    others = _others(fair)
    form = CoOrganiserForm(typed(request), others=others)
    runs = may_run_fair(request.user, fair)
    if accepted(request, form, lambda: _add(request, fair, form)):
        messages.success(
            request, _("%(name)s 现在是承办方。") % {"name": form.cleaned_data["organiser"]}
        )
        return redirect("web:desk_fair_people", fair.key)
    context = {
        "fair": fair,
        "co_organisers": fair.co_organisers.order_by("name"),
        "form": form if runs and others.exists() else None,
        "runs": runs,
    }
    return render(request, "organiser/fair_people.html", context)


@runs_fair
def remove_co_organiser(request: SignedInRequest, fair: Fair, organiser: UUID) -> HttpResponse:
    leaving = get_object_or_404(fair.co_organisers, pk=organiser)
    back = reverse("web:desk_fair_people", args=[fair.key])
    if request.method == "POST":
        staying = fair.co_organisers.exclude(pk=leaving.pk)
        set_co_organisers(request.user, fair=fair, organisers=staying)
        messages.success(request, _("%(name)s 不再是承办方。") % {"name": leaving})
        return redirect(back)
    context = {
        "fair": fair,
        "question": _("不再由“%(name)s”承办吗？") % {"name": leaving},
        "consequences": [
            _("它的人员马上看不到这场招聘会的工作台。"),
            _("他们做过的审核、公告和展位安排都保留。"),
        ],
        "yes": _("移除承办方"),
        "danger": True,
        "action": reverse("web:desk_remove_co_organiser", args=[fair.key, leaving.key]),
        "back": back,
    }
    return render(request, "organiser/confirm.html", context)


def _add(request: SignedInRequest, fair: Fair, form: CoOrganiserForm) -> None:
    held = [*fair.co_organisers.all(), form.cleaned_data["organiser"]]
    set_co_organisers(request.user, fair=fair, organisers=held)


def _others(fair: Fair) -> QuerySet[Organiser]:
    held = fair.co_organisers.values("pk")
    return Organiser.objects.exclude(pk=fair.organiser_id).exclude(pk__in=held).order_by("name")
