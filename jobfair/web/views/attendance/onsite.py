"""On site a rep finds the person in front of them by number or whole name, and says yes for the booth."""

from __future__ import annotations

from secrets import token_hex

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jobfair.attendance.models import Registration
from jobfair.attendance.selectors import called
from jobfair.booths.models import Booth
from jobfair.common.errors import DomainError
from jobfair.common.ids import decode
from jobfair.intents.models import Channel
from jobfair.intents.permissions import may_work_intents
from jobfair.intents.services import Wish, record
from jobfair.intents.steps import Side, Step
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.attendance import OnsiteForm
from jobfair.web.views.intents.common import say_how_it_stands
from jobfair.web.views.rep.rows import booths

opens_booth = opens_at_desk("booth", booths, may_work_intents)


@opens_booth
def onsite(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Whom the number or the whole name means; part of a name finds nobody."""
    asked = request.GET.get("q", "").strip()
    found = called(booth.fair, asked)
    return render(
        request, "attendance/onsite.html", {"booth": booth, "asked": asked, "found": found}
    )


@opens_booth
def record_onsite(request: SignedInRequest, booth: Booth, number: int) -> HttpResponse:
    """Say for the booth that it is interested; the jobseeker says so themselves, or to an adviser."""
    rows = Registration.objects.standing().select_related("person__user")
    row = get_object_or_404(rows.filter(fair=booth.fair), number=number)
    form = OnsiteForm(request.POST or None, booth=booth, initial={"cid": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record(_wish(request, row, form))
            say_how_it_stands(request, recorded, Side.EMPLOYER)
            return redirect("web:intent", recorded.intent.pk)
        except DomainError as error:
            add_to_form(form, error)
    context = {"booth": booth, "row": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "attendance/record_onsite.html", context, status=status)


def _wish(request: SignedInRequest, row: Registration, form: OnsiteForm) -> Wish:
    return Wish(
        request.user,
        row.person_id,
        decode(form.cleaned_data["position"]),
        Side.EMPLOYER,
        Step.INTERESTED,
        form.cleaned_data["cid"],
        channel=Channel.ONSITE,
    )
