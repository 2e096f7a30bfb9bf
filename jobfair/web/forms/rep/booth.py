"""A booth's texts, its people, its word of presence."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.booths.services.booths import mark_of_booth
from jobfair.fairs.models import Session
from jobfair.web.forms.fields import ClockField
from jobfair.web.forms.known import KNOWN, known_field
from jobfair.web.forms.rep.fields import record_form
from jobfair.web.forms.widgets import Checkboxes
from jobfair.web.templatetags.jobfair import span

BREAKS = (10, 20, 30, 60)  # minutes


class SessionChoice(forms.ModelMultipleChoiceField):
    """Sessions by their time, with their name where there is one."""

    def label_from_instance(self, session: Session) -> str:
        when = span(session.starts_at, session.ends_at, session.fair.zone_info)
        name = session.in_language("name")
        return gettext("：").join(filter(None, (name, when)))


class BoothTextsForm(record_form(Booth, "intro hours_note intro_en hours_note_en")):  # type: ignore[misc]
    """What visitors read at the booth."""

    english_names = ("intro_en", "hours_note_en")
    sessions = SessionChoice(
        Session.objects.none(), label=_("承诺在场的场次"), widget=Checkboxes, required=False
    )
    known = known_field()
    field_order = ["intro", "sessions", "hours_note", "intro_en", "hours_note_en"]
    hints = {
        "intro": _("您在这场招聘会招什么人，欢迎怎样的求职者来聊。空着就用单位介绍。"),
        "sessions": _("打勾的场次，展位要有人。求职者会按它来找您。"),
        "hours_note": _("例如：第一天下午两点以后才到。"),
    }
    needed_for = _("（发布前要填）")

    def __init__(self, *args: Any, booth: Booth, **kwargs: Any) -> None:
        self.needed = ("sessions",) if booth.employer.intro.strip() else ("intro", "sessions")
        super().__init__(*args, **kwargs)
        sessions = booth.fair.sessions.select_related("fair")
        self.fields["sessions"].queryset = sessions


def texts_of(booth: Booth) -> dict[str, Any]:
    """What a booth says by now, as the form's values."""
    names = BoothTextsForm.base_fields.keys() - {"sessions", KNOWN}
    said = {name: getattr(booth, name) for name in names}
    return said | {"sessions": booth.sessions.all(), KNOWN: mark_of_booth(booth)}


class StaffChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user: User) -> str:
        return str(user)


class StaffForm(forms.Form):
    """Who of the colleagues staffs the booth."""

    users = StaffChoice(
        User.objects.none(),
        label=_("谁在这个展位"),
        help_text=_("打勾的同事可以在招聘会当天接待求职者。至少一位。"),
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = colleagues  # type: ignore[attr-defined]


class AwayForm(forms.Form):
    """Back in so many minutes, or at a time of day."""

    minutes = forms.TypedChoiceField(
        choices=[(minutes, minutes) for minutes in BREAKS], coerce=int, required=False
    )
    until = ClockField(
        label=_("几点回来"),
        help_text=_("例如 14:30"),
        required=False,
        widget=forms.TimeInput({"type": "time", "class": "input--short"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("minutes") and not values.get("until"):
            self.add_error("until", _("请选一个时长，或写几点回来。"))
        return values

    def moment(self, zone: dt.tzinfo, now: dt.datetime | None = None) -> dt.datetime:
        """When they are back, in the fair's time zone; a time already past is tomorrow's."""
        now = timezone.localtime(now or timezone.now(), zone)
        if self.cleaned_data["minutes"]:
            return now + dt.timedelta(minutes=self.cleaned_data["minutes"])
        back = dt.datetime.combine(now.date(), self.cleaned_data["until"], zone)
        return back if back > now else back + dt.timedelta(days=1)
