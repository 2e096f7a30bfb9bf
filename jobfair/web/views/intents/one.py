"""One intent: how it stands, its story, and what the reader may do; the same page for both sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts.events import user_stream
from jobfair.accounts.permissions import is_oneself
from jobfair.booths.events import staff_stream
from jobfair.booths.permissions import may_staff_booth
from jobfair.common.errors import Invalid
from jobfair.common.marks import NOTHING, mark_of
from jobfair.intents.models import Intent, StaffNote
from jobfair.intents.selectors import story, undoable
from jobfair.intents.services import add_remark, write_staff_note
from jobfair.intents.steps import Side
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.intents import RemarkForm, StaffNoteForm, StepForm
from jobfair.web.forms.known import KNOWN, is_saved
from jobfair.web.intent_words import shown
from jobfair.web.kept_forms import forget, kept_at, shown_where_it_stood
from jobfair.web.views.intents.common import (
    opens_intent,
    record_pressed,
    say_how_it_stands,
    side_of,
    way_back,
)


@opens_intent
def intent(request: SignedInRequest, intent: Intent) -> HttpResponse:
    """The page of one intent."""
    return render(request, "intents/one.html", page_context(request, intent))


@opens_intent
def now_part(request: SignedInRequest, intent: Intent) -> HttpResponse:
    """How it stands, alone, for a page that fetches it again."""
    return render(request, "intents/_now.html", now_context(request, intent))


@require_POST
@opens_intent
def step(request: SignedInRequest, intent: Intent) -> HttpResponse:
    """Record what was pressed; pressed twice it is recorded once."""
    side = side_of(request.user, intent)
    recorded = record_pressed(request.user, intent, side, StepForm(request.POST).given())
    say_how_it_stands(request, recorded, side)
    return way_back(request, page_of(recorded.intent))


@require_POST
@opens_intent
@shown_where_it_stood
def remark(request: SignedInRequest, intent: Intent) -> HttpResponse:
    """Add a word that the other side may read."""
    form = RemarkForm(request.POST)
    if _written(request, intent, form, add_remark):
        messages.success(request, _("对方可以看到您写的话了。"))
        return way_back(request, page_of(intent))
    return _to_mend(request, intent, remark_form=form)


@require_POST
@opens_intent
@shown_where_it_stood
def note(request: SignedInRequest, intent: Intent) -> HttpResponse:
    """What the booth keeps for itself."""
    form = StaffNoteForm(request.POST)
    if _note_written(request, intent, form):
        messages.success(request, _("备注已保存，只有本单位看得到。"))
        return way_back(request, page_of(intent))
    return _to_mend(request, intent, note_form=form)


def page_of(intent: Intent) -> str:
    return reverse("web:intent", args=[intent.pk])


def _sent_to(what: str, intent: Intent) -> str:
    return reverse(f"web:intent_{what}", args=[intent.pk])


def page_context(request: SignedInRequest, intent: Intent) -> dict[str, Any]:
    context = now_context(request, intent)
    if intent.person.erased_at:
        return context
    if context["now"] is not None:
        context["remark_form"] = RemarkForm(initial=kept_at(request, _sent_to("remark", intent)))
    if may_staff_booth(request.user, intent.booth):
        context["note_form"] = StaffNoteForm(
            initial=_note_of(intent) | kept_at(request, _sent_to("note", intent))
        )
    return context


def now_context(request: SignedInRequest, intent: Intent) -> dict[str, Any]:
    """The stream's number is read first: what comes after it is fetched again."""
    side = _side(request, intent)
    jobseeker = side == Side.JOBSEEKER
    stream = user_stream(request.user.pk) if jobseeker else staff_stream(intent.booth_id)
    seq = stream_position(stream)
    entries = story(intent)
    return {
        "intent": intent,
        "fair": intent.booth.fair,
        "stream": stream if side else "",
        "seq": seq,
        "side": side,
        "now": shown(intent, side) if side else None,
        "story": list(reversed(entries)),
        "undo": undoable(intent, entries, side) if side else None,
        "undo_cid": token_hex(16),
        "remarks": intent.remarks.select_related("author"),
    }


def _written(
    request: SignedInRequest, intent: Intent, form: Form, write: Callable[..., object]
) -> bool:
    """Whether the words were kept; why not stands on the form."""
    forget(request)
    if form.is_valid():
        try:
            write(request.user, intent=intent, **form.cleaned_data)
        except Invalid as error:
            add_to_form(form, error)
    return form.is_valid()


def _note_written(request: SignedInRequest, intent: Intent, form: StaffNoteForm) -> bool:
    """The same; pressed twice, it is written already."""
    forget(request)
    write = partial(write_staff_note, request.user, intent=intent)
    return is_saved(form, write, lambda: _note_of(intent))


def _to_mend(request: SignedInRequest, intent: Intent, **form: Form) -> HttpResponse:
    context = page_context(request, intent) | form
    return render(request, "intents/one.html", context, status=422)


def _side(request: SignedInRequest, intent: Intent) -> Side | None:
    if is_oneself(request.user, intent.person):
        return Side.JOBSEEKER
    return Side.EMPLOYER if may_staff_booth(request.user, intent.booth) else None


def _note_of(intent: Intent) -> dict[str, Any]:
    note = StaffNote.objects.filter(intent=intent).first()
    if note is None:
        return {KNOWN: NOTHING}
    return {
        "text": note.text,
        "next_step": note.next_step,
        "next_on": note.next_on,
        KNOWN: mark_of(note.changed_at),
    }
