"""The entrance and the service desk, put beside a zone by choosing, never by dragging."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.fairs.models import Fair, LandmarkKind, Side, Zone
from jobfair.fairs.services import LandmarkPlan

HINTS = {
    LandmarkKind.ENTRANCE: gettext_lazy("大家从哪里进展厅。展位的顺序从这里算起。"),
    LandmarkKind.SERVICE_DESK: gettext_lazy("可以问路、找手语翻译、借轮椅的地方。"),
}
NAME_HINTS = {
    LandmarkKind.ENTRANCE: gettext_lazy("例如：东门。"),
    LandmarkKind.SERVICE_DESK: gettext_lazy("例如：一号台。"),
}


class LandmarksForm(forms.Form):
    """For each kind of landmark: beside which zone it stands, and its own name if it has one."""

    def __init__(self, data: Any, *, fair: Fair) -> None:
        held = {each.kind: each for each in fair.landmarks.select_related("zone")}
        super().__init__(data, initial=_initial(held.values()))
        choices = [("", _("不标")), *map(_sides, fair.zones.all())]
        for kind in LandmarkKind:
            self.fields[kind] = forms.ChoiceField(
                label=kind.label, help_text=HINTS[kind], choices=choices, required=False
            )
            for name, words, longest in (
                ("name", _("%(what)s的名称"), 20),
                ("name_en", _("%(what)s的英文名称"), 40),
            ):
                self.fields[f"{kind}_{name}"] = forms.CharField(
                    label=words % {"what": kind.label},
                    help_text=NAME_HINTS[kind] if name == "name" else "",
                    max_length=longest,
                    required=False,
                    widget=forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
                )

    @property
    def plans(self) -> list[LandmarkPlan]:
        given = self.cleaned_data
        plans = []
        for kind in filter(given.get, LandmarkKind):
            zone, side = given[kind].rsplit(":", 1)
            names = given[f"{kind}_name"], given[f"{kind}_name_en"]
            plans.append(LandmarkPlan(kind, zone, side, *names))
        return plans


def _initial(landmarks: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in landmarks:
        found[each.kind] = f"{each.zone.code}:{each.side}"
        found |= {f"{each.kind}_name": each.name, f"{each.kind}_name_en": each.name_en}
    return found


def _sides(zone: Zone) -> tuple[str, Sequence[tuple[str, str]]]:
    words = _("%(zone)s 区%(side)s")
    sides = [
        (f"{zone.code}:{side}", words % {"zone": zone.code, "side": side.label}) for side in Side
    ]
    return str(zone), sides
