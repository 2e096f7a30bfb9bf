"""What the forms of the employers' side share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import BoundField
from django.forms.models import fields_for_model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.web.forms.widgets import CountedTextarea

DECORATION = re.compile(r"[,、\s元人块]")


class WholeNumber(forms.IntegerField):
    """A whole number as people type it: ３０００, 3,000, 3000 元."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("请只写数字，例如 3000。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=10_000_000, **options)
        self.widget.attrs.update({"inputmode": "numeric", "class": "input--short"})

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = DECORATION.sub("", unicodedata.normalize("NFKC", value))
        return super().to_python(value)


class RecordForm(forms.Form):
    """Fields with the labels, limits and choices of a model's; services do the writing.

    `hints` are lines under the labels; `needed` are fields that may stay empty now, and
    `needed_for` says what they will be needed for.
    """

    english_names: tuple[str, ...] = ()
    hints: Mapping[str, str | Promise] = {}
    needed: Iterable[str] = ()
    needed_for: str | Promise = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in self.hints.items():
            self.fields[name].help_text = str(hint)
        for name in self.needed:
            self.fields[name].needed_for = self.needed_for  # type: ignore[attr-defined]

    def main(self) -> list[BoundField]:
        """What stands on the page whatever language it is written in."""
        return [field for field in self.visible_fields() if field.name not in self.english_names]

    def english(self) -> list[BoundField]:
        return [self[name] for name in self.english_names]

    @property
    def is_english_open(self) -> bool:
        """Whether there is something to look at among the English texts."""
        changed = (name for name in self.english_names if hasattr(self.fields[name], "stands_now"))
        return any(name in self.errors for name in self.english_names) or any(changed)

    def typed(self) -> dict[str, Any]:
        """What stands in the fields now, valid or not."""
        return {name: self[name].value() for name in self.fields}


def record_form(model: type[Model], names: str, required: Iterable[str] = ()) -> type[RecordForm]:
    """A form of the named model fields, of which only some must be filled at once."""
    fields = fields_for_model(model, fields=names.split())
    for name, field in fields.items():
        field.required = name in required
        if isinstance(field, forms.CharField):
            field.widget = _counted(field)
    return type(f"{model.__name__}Fields", (RecordForm,), dict(fields))


class CountedInput(forms.TextInput):
    """One line with a limit, counted when scripts run; what is pasted is never cut off."""

    def __init__(self, limit: int) -> None:
        super().__init__(CountedTextarea(limit).build_attrs({}))

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


def _counted(field: forms.CharField) -> forms.Widget:
    if isinstance(field.widget, forms.Textarea):
        return CountedTextarea(field.max_length or 1000)
    return field.widget
