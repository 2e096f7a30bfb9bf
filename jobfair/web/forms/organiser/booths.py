"""Employers given a booth, and booths given a place."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer
from jobfair.booths.models import Booth
from jobfair.booths.services import Place
from jobfair.web.forms.widgets import Checkboxes


class AddBoothsForm(forms.Form):
    """Employers of the book that are not at the fair yet."""

    employers = forms.ModelMultipleChoiceField(
        Employer.objects.none(),
        label=_("选择要参加的用人单位"),
        error_messages={"required": _("请至少选择一家单位。")},
    )

    def __init__(self, *args: Any, candidates: Any, shown: Sequence[Employer], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["employers"]
        field.queryset = candidates
        hints = {str(e.pk): _hint(e) for e in shown}
        field.widget = Checkboxes(hints=hints)
        field.widget.choices = [(str(employer.pk), employer.name) for employer in shown]


def _hint(employer: Employer) -> str:
    words = (employer.district, str(employer.get_review_state_display()))
    return " · ".join(word for word in words if word)


class PlaceForm(forms.Form):
    """One of the free places, zone by zone."""

    place = forms.ChoiceField(
        label=_("放在哪里"), error_messages={"required": _("请选择一个空位。")}
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place): place for place in places}
        field: Any = self.fields["place"]
        field.choices = [("", _("请选择")), *_by_zone(places)]
        field.error_messages["invalid_choice"] = _("这个位置刚刚被占用了。请另选一个。")

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]


def _by_zone(places: Sequence[Place]) -> list[tuple[str, list[tuple[str, str]]]]:
    zones: dict[str, list[tuple[str, str]]] = {}
    for place in places:
        zones.setdefault(str(place.zone), []).append((str(place), str(place)))
    return list(zones.items())


class HereForm(forms.Form):
    """Which of the booths without a place goes to this one."""

    booth = forms.ModelChoiceField(
        Booth.objects.none(),
        label=_("放哪家单位"),
        error_messages={
            "required": _("请选择一家单位。"),
            "invalid_choice": _("这家单位刚刚有了位置。请另选一家。"),
        },
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["booth"]
        field.queryset, field.empty_label = waiting, _("请选择")
        field.label_from_instance = lambda booth: booth.employer.name
