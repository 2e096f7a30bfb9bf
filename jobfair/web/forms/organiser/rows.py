"""Rows of a plan: the sessions of a fair, the zones of its hall."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.fairs.models import Fair, Session, Zone
from jobfair.fairs.services import SessionPlan, ZonePlan
from jobfair.web.forms.fields import ClockField, DayField

BLANK_ROWS = 2
MOST_ROWS = 60
MOST_SUGGESTED = 14


class SessionRow(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("日期"))
    starts = ClockField(label=_("从"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends = ClockField(label=_("到"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    name = forms.CharField(label=_("场次名称"), max_length=60, required=False)
    name_en = forms.CharField(label=_("英文名称"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("starts") and found.get("ends") and found["ends"] <= found["starts"]:
            self.add_error("ends", _("要晚于开始的时间。"))
        return found

    @property
    def plan(self) -> SessionPlan:
        found = self.cleaned_data
        return SessionPlan(
            starts_at=_moment(found["day"], found["starts"]),
            ends_at=_moment(found["day"], found["ends"]),
            name=found["name"],
            name_en=found["name_en"],
            id=found["id"],
        )


class ZoneRow(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("区号"), max_length=4, widget=forms.TextInput({"class": "input--short"})
    )
    name = forms.CharField(label=_("区名"), max_length=40)
    rows = forms.IntegerField(label=_("几排"), min_value=1, max_value=50)
    places_per_row = forms.IntegerField(label=_("每排几个展位"), min_value=1, max_value=50)
    name_en = forms.CharField(label=_("英文区名"), max_length=60, required=False)

    @property
    def plan(self) -> ZonePlan:
        names = ("code", "name", "name_en", "rows", "places_per_row", "id")
        return ZonePlan(**{name: self.cleaned_data[name] for name in names})


class Rows(BaseFormSet):
    """Rows that stay in the order they were written; an empty one is nothing."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("删掉这一行")

    @property
    def plans(self) -> list[Any]:
        """What the services are given, row by row; only after `is_valid`."""
        return [form.plan for form in self.forms if form.cleaned_data and not _goes(form)]


def session_rows(fair: Fair, data: Any = None) -> Rows:
    return _rows(SessionRow, "session", _sessions_as_rows(fair), data)


def zone_rows(fair: Fair, data: Any = None) -> Rows:
    held = [_zone_as_row(zone) for zone in fair.zones.all()]
    return _rows(ZoneRow, "zone", held or [{"code": "A", "rows": 2, "places_per_row": 10}], data)


def _rows(row: type[forms.Form], prefix: str, initial: list[dict[str, Any]], data: Any) -> Rows:
    made = formset_factory(
        row,
        Rows,
        extra=BLANK_ROWS,
        can_delete=True,
        can_delete_extra=False,
        absolute_max=MOST_ROWS,
        max_num=MOST_ROWS,
    )
    # What is sent is measured by itself: rows a colleague added since would make blank ones wrong.
    begun = initial if data is None else None
    return made(data, initial=begun, prefix=prefix)  # type: ignore[return-value]


def _sessions_as_rows(fair: Fair) -> list[dict[str, Any]]:
    held = [_session_as_row(session) for session in fair.sessions.all()]
    return held or _suggested(timezone.localtime(fair.starts_at), timezone.localtime(fair.ends_at))


def _session_as_row(session: Session) -> dict[str, Any]:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "id": session.pk,
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
        "name": session.name,
        "name_en": session.name_en,
    }


def _suggested(start: datetime, end: datetime) -> list[dict[str, Any]]:
    """One session a day at the fair's own hours, when those make a day."""
    if end.time() <= start.time():
        return []
    days = min((end.date() - start.date()).days + 1, MOST_SUGGESTED)
    return [
        {"day": start.date() + timedelta(days=n), "starts": start.time(), "ends": end.time()}
        for n in range(days)
    ]


def _zone_as_row(zone: Zone) -> dict[str, Any]:
    names = ("code", "name", "name_en", "rows", "places_per_row")
    return {name: getattr(zone, name) for name in names} | {"id": zone.pk}


def _moment(day: Any, clock: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _goes(form: forms.Form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))
