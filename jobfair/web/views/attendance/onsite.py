"""On site a rep finds the person in front of them by number or whole name, and says yes for the booth."""

from __future__ import annotations

from secrets import token_hex

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from jobfair.attendance.models import Registration
from jobfair.attendance.permissions import may_find_onsite
from jobfair.attendance.selectors import called, in_hall
from jobfair.booths.models import Booth
from jobfair.common.errors import DomainError
from jobfair.common.ids import decode
from jobfair.intents.models import Channel
from jobfair.intents.services import Wish, record
from jobfair.intents.steps import Side, Step
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.attendance import OnsiteForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.sign_in.waiting import APP, in_words, seconds_to_wait
from jobfair.web.views.intents.common import say_how_it_stands
from jobfair.web.views.rep.rows import booths

opens_booth = opens_at_desk("booth", booths, may_find_onsite)
LOOKS = "find_onsite"


@opens_booth
def onsite(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Whom the number or the whole name means; part of a name finds nobody."""
    asked = request.GET.get("q", "").strip()
    refusal = _refusal(request) if asked else ""
    found = [] if refusal else called(booth.fair, asked)
    context = {"booth": booth, "asked": asked, "found": found, "refusal": refusal}
    return render(request, "attendance/onsite.html", context, status=429 if refusal else 200)


@opens_booth
def record_onsite(request: SignedInRequest, booth: Booth, number: int) -> HttpResponse:
    """Say for the booth that it is interested; the jobseeker says so themselves, or to an adviser."""
    if request.method != "POST" and (refusal := _refusal(request)):
        messages.error(request, refusal)
        return redirect("web:rep_onsite", booth.pk)
    row = get_object_or_404(in_hall(booth.fair), number=number)
    form = form_of(request, OnsiteForm, booth=booth, initial={"cid": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record(_wish(request, row, form))
            say_how_it_stands(request, recorded, Side.EMPLOYER)
            return redirect("web:intent", recorded.intent.pk)
        except DomainError as error:
            add_to_form(form, error)
    context = {"booth": booth, "row": row, "form": form}
    return render(request, "attendance/record_onsite.html", context, status=status_of(form))


def _refusal(request: SignedInRequest) -> str:
    """Count one look; after too many, how long to wait."""
    key = request.user.key
    if ratelimit.consume(request, app=APP, action=LOOKS, key=key, limit_get=True):
        return ""
    wait = in_words(seconds_to_wait(request, LOOKS, key))
    return _("查得太多了。请%(wait)s后再查，或请对方到服务台。") % {"wait": wait}


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
