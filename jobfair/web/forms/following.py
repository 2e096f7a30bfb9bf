"""What an adviser writes down after a call, and about work in another place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.intents.models import Voice
from jobfair.outcomes.calls import NOT_REACHED, RESULTS, Call, Reason, Result
from jobfair.outcomes.models import PlaceKind, Placement
from jobfair.outcomes.services import Heard
from jobfair.web.forms.widgets import Radios

UNREACHED = "unreached"
VOICES = [(v.value, v.label) for v in (Voice.JOBSEEKER, Voice.FAMILY, Voice.EMPLOYER)]
WHY = [(r.value, r.label) for r in Reason if r not in NOT_REACHED]


class CallForm(forms.Form):
    """What came of one call; the reason is asked for where somebody left or was not reached."""

    cid = forms.CharField(widget=forms.HiddenInput)
    call = forms.ChoiceField(choices=Call.choices, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("结果"), widget=Radios(), error_messages={"required": _("请选择结果。")}
    )
    voice = forms.ChoiceField(
        label=_("谁说的"),
        choices=VOICES,
        widget=Radios(row=True),
        error_messages={"required": _("请选择是谁说的。")},
    )
    reason = forms.ChoiceField(
        label=_("离开或不去的原因（说已离职、不接受时选）"),
        choices=[("", _("不用选")), *WHY],
        required=False,
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            *((result.value, result.label) for result in RESULTS[call]),
            *((reason.value, _unreached(reason)) for reason in NOT_REACHED),
        ]

    @property
    def heard(self) -> Heard:
        given = self.cleaned_data
        if given["outcome"] in NOT_REACHED:
            return Heard(reason=Reason(given["outcome"]))
        return Heard(
            Result(given["outcome"]),
            Reason(given["reason"]) if given["reason"] else None,
            Voice(given["voice"]),
        )


def _unreached(reason: Reason) -> str:
    return str(_("没有联系上：%(reason)s")) % {"reason": reason.label}


class PlacementForm(forms.ModelForm):
    """Somebody has begun to work in an aid centre or a kindness shop."""

    class Meta:
        model = Placement
        fields = ["kind", "place", "started_on"]
        widgets = {"kind": Radios(row=True), "started_on": forms.DateInput({"type": "date"})}

    kind = forms.ChoiceField(label=_("哪一种"), choices=PlaceKind.choices, widget=Radios(row=True))
