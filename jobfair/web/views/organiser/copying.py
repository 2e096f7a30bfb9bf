"""The last fair as the start of the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.booths.selectors import tally_of
from jobfair.booths.services import repeat_fair
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.copying import CopyForm
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import runs_fair


@runs_fair
def copy(request: SignedInRequest, fair: Fair) -> HttpResponse:
    with timezone.override(fair.zone_info):
        form = CopyForm(typed(request))
        made: list[Fair] = []
        if accepted(request, form, lambda: made.append(_copied(request, fair, form))):
            messages.success(request, _("已复制。请核对时间和场次，再看其他几步。"))
            return redirect("web:desk_plan", made[0].key)
        context = {"fair": fair, "form": form, "tally": tally_of(fair)}
        return render(request, "organiser/copy.html", context)


def _copied(request: SignedInRequest, fair: Fair, form: CopyForm) -> Fair:
    return repeat_fair(request.user, fair=fair, **form.cleaned_data)
