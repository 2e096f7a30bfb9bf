"""Forms that know what stood there when they were shown, and show what stands there since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from jobfair.web.formatting import day

KNOWN = "known"


def known_field() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def show_what_stands(form: forms.Form, now: Mapping[str, Any]) -> bool:
    """Write beside each field what stands there now, where something else was typed; whether any is.

    `now` holds the mark too: who saves again has seen it.
    """
    typed = form.cleaned_data
    names = [name for name in form.fields if name != KNOWN and not _same(typed[name], now[name])]
    for name in names:
        _stand_beside(form, name, now[name])
    form.data = posted = cast(QueryDict, form.data).copy()
    posted[KNOWN] = now[KNOWN]
    return bool(names)


def _stand_beside(form: forms.Form, name: str, value: Any) -> None:
    bound = form[name]
    described = [bound.aria_describedby, f"{bound.auto_id}_now"]
    bound.field.widget.attrs["aria-describedby"] = " ".join(filter(None, described))
    bound.field.stands_now = _words(bound.field, value) or _("（空着）")  # type: ignore[attr-defined]


def _same(typed: Any, value: Any) -> bool:
    if isinstance(typed, list):
        return set(typed) == set(value)
    return (typed or "") == (value or "")


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return day(value, year=True)
    labels = dict(getattr(field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return "、".join(str(labels.get(each, each)) for each in values if each not in (None, ""))
