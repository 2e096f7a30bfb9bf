"""An adviser writes down what people said by telephone or on site, with who said so."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts.models import Person
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.accounts.services import record_person
from jobfair.common.errors import DomainError, Invalid
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair, FairState
from jobfair.intents.models import Channel, Intent, Voice
from jobfair.intents.permissions import may_erase, may_record_for_others
from jobfair.intents.selectors import find_people, histories, intents_here
from jobfair.intents.services import Agreement, Wish, record, record_agreement
from jobfair.intents.steps import Side, Step
from jobfair.web.access import SignedInRequest, for_role, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.adviser import NOBODY, AgreementForm, HeardForm, PersonForm
from jobfair.web.found_people import person_at, remember
from jobfair.web.intent_words import Shown, buttons_of, shown
from jobfair.web.kept_forms import form_of, status_of

opens_fair = opens_at_desk(
    "fair", lambda: Fair.objects.select_related("organiser"), may_record_for_others
)
WITH_LEDGER = [FairState.PUBLISHED, FairState.OPEN, FairState.CLOSED]


@dataclass(frozen=True)
class Choice:
    """One step that may be written down now: for a side, by its words."""

    value: str
    side: Side
    words: Any


@dataclass(frozen=True)
class Line:
    """An intent of the person, with what may be written down of it."""

    now: Shown
    choices: list[Choice]


@for_role(Role.ADVISER)
def home(request: SignedInRequest) -> HttpResponse:
    """The fairs for which this adviser may record."""
    bodies = roles_of(request.user).bodies(Role.ADVISER)
    fairs = Fair.objects.filter(organiser__in=bodies, state__in=WITH_LEDGER).order_by("-starts_at")
    return render(request, "adviser/home.html", {"fairs": fairs})


@opens_fair
def people(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Find the person who called, or put a new one on record."""
    form = form_of(request, PersonForm)
    if request.method == "POST" and form.is_valid():
        try:
            person = record_person(request.user, organiser=fair.organiser, **form.cleaned_data)
            return redirect("web:adviser_person", fair.pk, person.pk)
        except DomainError as error:
            add_to_form(form, error)
    asked = request.GET.get("q", "").strip()
    found = find_people(fair, asked)
    remember(request, fair, found)
    context = {"fair": fair, "form": form, "asked": asked, "found": found}
    return render(request, "adviser/people.html", context, status=status_of(form))


@opens_fair
def person(request: SignedInRequest, fair: Fair, person: UUID) -> HttpResponse:
    """What one person and the employers said of each other; what is new is written down here."""
    somebody = person_at(request, fair, person)
    initial = {"cid": token_hex(16), "channel": Channel.PHONE}
    form = form_of(request, AgreementForm, fair=fair, initial=initial)
    if request.method == "POST" and form.is_valid():
        answers = record_agreement(request.user, agreement=_agreement(somebody, form))
        refused = {side: a for side, a in answers.items() if isinstance(a, DomainError)}
        if not refused:
            messages.success(request, _("已记录，双方都能看到。"))
            return redirect("web:adviser_person", fair.pk, somebody.pk)
        form = _to_mend(request, fair, form, refused)
    lines = _lines(somebody, fair)
    context = {"fair": fair, "person": somebody, "form": form, "lines": lines}
    context |= {"voices": [(v.value, v.label) for v in (Voice.JOBSEEKER, Voice.FAMILY)]}
    context |= {"may_erase": somebody.user_id is None and may_erase(request.user, somebody)}
    return render(request, "adviser/person.html", context, status=status_of(form))


@require_POST
@opens_fair
def heard(request: SignedInRequest, fair: Fair, intent: UUID) -> HttpResponse:
    """Write down one further step of an intent."""
    row = get_object_or_404(Intent.objects.filter(fair=fair), pk=intent)
    form = HeardForm(request.POST)
    if not form.is_valid():
        raise Invalid("step_malformed", _("请选择记录什么、是谁说的。"))
    side, step, *number = form.cleaned_data["what"].split(" ")
    if step not in Step.values:
        raise Invalid("step_malformed", _("请选择记录什么、是谁说的。"))
    voice = Voice.EMPLOYER if side == Side.EMPLOYER else _voice(form)
    record(
        Wish(
            request.user,
            row.person_id,
            row.position_id,
            Side(side),
            Step(step),
            form.cleaned_data["cid"],
            channel=Channel(form.cleaned_data["channel"]),
            voice=voice,
            corrects=int(number[0]) if number else None,
        )
    )
    messages.success(request, _("已记录，双方都能看到。"))
    return redirect("web:adviser_person", fair.pk, row.person_id)


def _voice(form: HeardForm) -> Voice:
    """Who spoke on the jobseeker's side; nobody is taken to have."""
    if not form.cleaned_data["voice"]:
        raise Invalid("voice_missing", _("没有记录。请选择求职者这边是谁说的。"))
    return Voice(form.cleaned_data["voice"])


def _agreement(person: Person, form: AgreementForm) -> Agreement:
    given = form.cleaned_data
    return Agreement(
        person.pk,
        decode(given["position"]),
        form.said,
        channel=Channel(given["channel"]),
        cid=given["cid"],
        remark=given["remark"],
    )


def _to_mend(
    request: SignedInRequest, fair: Fair, form: AgreementForm, refused: dict[Side, DomainError]
) -> AgreementForm:
    """What was typed again, with why a side was refused; what is recorded is not asked twice."""
    recorded = [side for side in form.said if side not in refused]
    if recorded:
        typed = request.POST.copy()
        typed["cid"], typed["remark"] = token_hex(16), ""
        for side in recorded:
            typed[side.value] = NOBODY
            messages.success(request, _("%(side)s的意向已经记录。") % {"side": side.label})
        form = AgreementForm(typed, fair=fair)
    for side, error in refused.items():
        form.add_error(side.value, _("没有记录：%(why)s") % {"why": error.message})
    return form


def _lines(person: Person, fair: Fair) -> list[Line]:
    intents = list(intents_here(person, fair))
    held = histories([person.pk], [intent.position_id for intent in intents])
    lines = []
    for intent in intents:
        history = held.get((person.pk, intent.position_id))
        choices = [
            Choice(f"{side} {button.step}", side, button.label)
            for side in Side
            for button in buttons_of(intent, side)
        ]
        for side in Side:
            number = history.undoable(side) if history else None
            if number:
                words = _("记错了，撤销第 %(n)d 条") % {"n": number}
                choices.append(Choice(f"{side} {Step.UNDONE} {number}", side, words))
        lines.append(Line(shown(intent, Side.EMPLOYER), choices))
    return lines
