"""The parts of a fair's plan that are rows: its times with the sessions, and its zones.

Who wrote second sees the rows that stand by now as sentences above the typed ones.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.fairs.models import Fair
from jobfair.fairs.services.sessions import mark_of_times
from jobfair.fairs.services.zones import mark_of_zones
from jobfair.web.forms.fields import MomentField
from jobfair.web.forms.known import KNOWN, known_field, show_what_stands
from jobfair.web.templatetags.jobfair import span

TIME_ZONES = (
    ("Asia/Shanghai", gettext_lazy("北京时间")),
    ("Asia/Urumqi", gettext_lazy("新疆时间（比北京时间晚两小时）")),
)


class TimesForm(forms.Form):
    starts_at = MomentField(label=gettext_lazy("招聘会开始"))
    ends_at = MomentField(label=gettext_lazy("招聘会结束"))
    time_zone = forms.ChoiceField(label=gettext_lazy("时区"), choices=TIME_ZONES)
    known = known_field()
    rows_now: tuple[str, ...] | None = None

    def __init__(self, data: Any = None, *, fair: Fair) -> None:
        super().__init__(data, initial=_times_of(fair))
        self.fair = fair
        if fair.time_zone not in dict(TIME_ZONES):
            other = (fair.time_zone, fair.time_zone)
            self.fields["time_zone"].choices = [*TIME_ZONES, other]  # type: ignore[attr-defined]

    def shows_what_stands(self) -> bool:
        now = Fair.objects.get(pk=self.fair.pk)
        show_what_stands(self, _times_of(now))
        self.rows_now = tuple(
            f"{span(row.starts_at, row.ends_at, now.zone_info)} {row.in_language('name')}".strip()
            for row in now.sessions.all()
        )
        return True


class ZonesForm(forms.Form):
    """What goes along with the rows of zones."""

    known = known_field()
    rows_now: tuple[str, ...] | None = None

    def __init__(self, data: Any = None, *, fair: Fair) -> None:
        super().__init__(data, initial={KNOWN: mark_of_zones(fair)})
        self.fair = fair

    def shows_what_stands(self) -> bool:
        show_what_stands(self, {KNOWN: mark_of_zones(self.fair)})
        self.rows_now = tuple(
            _("%(code)s 区 %(name)s：%(rows)d 排，每排 %(places)d 个展位")
            % {
                "code": zone.code,
                "name": zone.in_language("name"),
                "rows": zone.rows,
                "places": zone.places_per_row,
            }
            for zone in self.fair.zones.all()
        )
        return True


def zone_typed(typed: str | None, fair: Fair) -> ZoneInfo:
    """The zone in which the times of this page are read: the one just chosen, if it is one."""
    return ZoneInfo(typed) if typed in dict(TIME_ZONES) else fair.zone_info


def _times_of(fair: Fair) -> dict[str, Any]:
    said = {name: getattr(fair, name) for name in ("starts_at", "ends_at", "time_zone")}
    return said | {KNOWN: mark_of_times(fair)}
