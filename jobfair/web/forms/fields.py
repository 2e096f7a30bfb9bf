"""Fields that read what people really type."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.web.forms.widgets import DayChoice

DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
CLOCK = re.compile(
    r"^(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2})\s*[:：点时]\s*(半|\d{1,2})?\s*分?(?::\d{2})?$"
)
AFTERNOON = {"中午", "下午", "晚上"}


def read_day(text: str) -> dt.date:
    """``2026-11-23``, ``2026/11/23``, ``2026年11月23日``, full-width digits too; ValueError otherwise."""
    found = DAY.match(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups())
    return dt.date(year, month, day)


def read_clock(text: str) -> dt.time:
    """``9:00``, ``09：30``, ``上午9点``, ``下午2点半``; ValueError otherwise."""
    found = CLOCK.match(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValueError(text)
    part, hours, minutes = found.groups()
    hour = 0 if part == "凌晨" and hours == "12" else int(hours)
    if part in AFTERNOON and hour < 12 and not (part == "中午" and hour == 11):
        hour += 12
    return dt.time(hour, 30 if minutes == "半" else int(minutes or 0))


class DayField(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("请写成年-月-日，例如 2026-11-23。")}

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class ClockField(forms.TimeField):
    """A time of day, typed or picked."""

    default_error_messages = {"invalid": _("请写成几点几分，例如 9:00 或 14:30。")}

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values or isinstance(value, dt.time):
            return super().to_python(value)
        try:
            return read_clock(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentField(forms.MultiValueField):
    """A day and a time, as one aware moment in the current time zone."""

    widget = DayChoice
    default_error_messages = {"incomplete": _("请把日期和时间都填上。")}

    def __init__(self, **kwargs: Any) -> None:
        fields = (DayField(), ClockField())
        super().__init__(fields, require_all_fields=True, **kwargs)

    def clean(self, value: Any) -> dt.datetime | None:
        parts = list(value or [])
        if any(parts) and not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        return super().clean(value)

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        if not data_list:
            return None
        day, clock = data_list
        return timezone.make_aware(dt.datetime.combine(day, clock))
