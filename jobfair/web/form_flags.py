"""Flagged wording beside the fields of a form that hold it, as typed."""

from collections.abc import Iterable

from django.forms import BaseForm, BoundField

from jobfair.common.wording import Flag, flags_in


def flags_in_form(form: BaseForm, names: Iterable[str]) -> list[tuple[Flag, BoundField]]:
    return [
        (flag, form[name])
        for name in names
        if name in form.fields
        for flag in flags_in(form[name].value() or "", name)
    ]
