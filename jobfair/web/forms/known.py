"""Forms that know what stood there when they were shown, and show what stands there since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import ChangedMeanwhile
from jobfair.web.domain_errors import add_to_form
from jobfair.web.formatting import day, moment

KNOWN = "known"


def known_field() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def is_written(
    form: forms.BaseForm, write: Callable[[], Any], shows_what_stands: Callable[[], bool]
) -> bool:
    """Whether it is written now, or was when the button was pressed the first time.

    Why not stands on the form, beside what a colleague wrote meanwhile: `shows_what_stands`
    puts it there and tells whether that is anything else than what was typed.
    """
    try:
        write()
    except ChangedMeanwhile as refusal:
        differs = shows_what_stands()
        if differs:
            add_to_form(form, refusal)
        return not differs
    except (Invalid, Conflict) as refusal:
        add_to_form(form, refusal)
        return False
    return True


def is_saved(
    form: forms.BaseForm, write: Callable[..., Any], stands: Callable[[], Mapping[str, Any]]
) -> bool:
    """The same for a form whose fields are what `write` takes; `stands` looks up what is there now."""
    return form.is_valid() and is_written(
        form,
        lambda: write(**form.cleaned_data),
        lambda: show_what_stands(form, stands()),
    )


def show_what_stands(form: forms.BaseForm, now: Mapping[str, Any]) -> bool:
    """Write beside each field what stands there now, where something else was typed; whether any is.

    `now` holds the mark too: who saves again has seen it. What it does not name only helps the page.
    """
    typed = form.cleaned_data
    asked = [name for name in form.fields if name in now and name != KNOWN]
    names = [name for name in asked if not _same(typed[name], now[name])]
    for name in names:
        _stand_beside(form, name, now[name])
    form.data = posted = cast(QueryDict, form.data).copy()
    posted[KNOWN] = now[KNOWN]
    return bool(names)


def _stand_beside(form: forms.BaseForm, name: str, value: Any) -> None:
    bound = form[name]
    described = [bound.aria_describedby, f"{bound.auto_id}_now"]
    bound.field.widget.attrs["aria-describedby"] = " ".join(filter(None, described))
    bound.field.stands_now = _words(bound.field, value) or _("（空着）")  # type: ignore[attr-defined]


def _same(typed: Any, value: Any) -> bool:
    if isinstance(typed, (list, QuerySet)):
        return set(typed) == set(value)
    return (typed or "") == (value or "")


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return moment(timezone.localtime(value), year=True)
    if isinstance(value, date):
        return day(value, year=True)
    values = value if isinstance(value, (list, QuerySet)) else [value]
    return _("、").join(_label(field, each) for each in values if each not in (None, ""))


def _label(field: forms.Field, value: Any) -> str:
    if isinstance(value, Model):
        return cast(forms.ModelChoiceField, field).label_from_instance(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
