"""Widgets that need more than a bare control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.web.formatting import file_size


class HintedChoices(forms.widgets.ChoiceWidget):
    """Mixin: a line of explanation under a choice, by its value."""

    template_name = "components/choices.html"
    option_template_name = "components/choice.html"

    def __init__(
        self, *args: Any, hints: Mapping[str, Any] | None = None, row: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.row = row

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["row"] = self.row
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class Radios(HintedChoices, forms.RadioSelect):
    """One of a few, all of them in sight."""


class Checkboxes(HintedChoices, forms.CheckboxSelectMultiple):
    """Any of a few, all of them in sight."""


class CountedTextarea(forms.Textarea):
    """A text with a limit: counts what is left when scripts run, and never cuts off what is pasted."""

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5, **(attrs or {})})
        self.limit = limit

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs | {
            "data-controller": "counter",
            "data-max": self.limit,
            "data-left": _("还可以写 {n} 字"),
            "data-over": _("多了 {n} 字，请删去一些"),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """A new line is one character here as it is on the screen; browsers send two."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class DayChoice(forms.MultiWidget):
    """A day and a time of day, two controls under one legend."""

    template_name = "components/day_choice.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        clock = forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M")
        super().__init__({"day": day, "time": clock}, attrs)

    def decompress(self, value: dt.datetime | None) -> list[Any]:
        if value is None:
            return [None, None]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [local.date(), local.time()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (gettext_lazy("日期"), gettext_lazy("时间"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context


class Upload(forms.ClearableFileInput):
    """A file, with what may be sent, how large, and what is there now."""

    template_name = "components/upload.html"

    def __init__(self, accept: str, limit: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": accept, **(attrs or {})})
        self.limit = limit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["limit"] = file_size(self.limit)
        return context
