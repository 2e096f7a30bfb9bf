"""The jobseeker's intents: where each stands, what happens next, and saying yes to a position."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.accounts.events import user_stream
from jobfair.accounts.services import person_of
from jobfair.booths.models import Position
from jobfair.booths.permissions import may_see_position, may_staff_booth
from jobfair.common.errors import DomainError
from jobfair.intents.permissions import may_express_interest
from jobfair.intents.selectors import intent_for, intents_of
from jobfair.intents.services import Wish, record
from jobfair.intents.steps import Side, Step, Word
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest, opens_at_desk, signed_in
from jobfair.web.attending import count_visit
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.intents import InterestForm
from jobfair.web.intent_words import shown
from jobfair.web.kept_forms import form_of
from jobfair.web.views.intents.common import say_how_it_stands
from jobfair.web.views.public import rows


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """Every intent of this person, the newest change first."""
    return render(request, "intents/mine.html", list_context(request))


@signed_in
def mine_part(request: SignedInRequest) -> HttpResponse:
    """The list alone, for a page that fetches it again."""
    return render(request, "intents/_mine.html", list_context(request))


def list_context(request: SignedInRequest) -> dict[str, Any]:
    stream = user_stream(request.user.pk)
    seq = stream_position(stream)
    intents = [shown(intent, Side.JOBSEEKER) for intent in intents_of(request.user)]
    return {"stream": stream, "seq": seq, "intents": intents, "back": reverse("web:intents")}


@opens_at_desk("position", rows.positions, may_see_position)
def express(request: SignedInRequest, position: Position) -> HttpResponse:
    """Say yes to a position, after reading what the employer will see; a word if one likes."""
    known = intent_for(request.user, position)
    if known is not None and known.jobseeker == Word.YES:
        return redirect("web:intent", known.pk)
    if not may_express_interest(request.user, position):
        return _not_here(request, position)
    count_visit(request, position.booth.fair)
    form = form_of(request, InterestForm, initial={"cid": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        try:
            return _expressed(request, position, form.cleaned_data)
        except DomainError as error:
            add_to_form(form, error)
    status = 422 if request.method == "POST" else 200
    context = {
        "position": position,
        "booth": position.booth,
        "fair": position.booth.fair,
        "form": form,
        "person": person_of(request.user),
    }
    return render(request, "intents/express.html", context, status=status)


def _expressed(request: SignedInRequest, position: Position, given: dict[str, Any]) -> HttpResponse:
    person = person_of(request.user)
    wish = Wish(request.user, person.pk, position.pk, Side.JOBSEEKER, Step.INTERESTED, **given)
    recorded = record(wish)
    say_how_it_stands(request, recorded, Side.JOBSEEKER)
    return redirect("web:intent", recorded.intent.pk)


def _not_here(request: SignedInRequest, position: Position) -> HttpResponse:
    if may_staff_booth(request.user, position.booth):
        return redirect("web:rep_intents", position.booth_id)
    messages.info(request, _("用求职者的账号登录后，可以表示意向。"))
    return redirect("web:position", position.pk)
