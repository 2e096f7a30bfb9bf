"""What an organiser decides about a reported message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.chat.models import Verdict
from jobfair.web.forms.widgets import CountedTextarea, Radios

LONGEST_WHY = 500


class DecisionForm(forms.Form):
    """The verdict and the reason that both sides read."""

    verdict = forms.ChoiceField(
        label=_("处理结果"),
        choices=Verdict.choices,
        widget=Radios(hints={Verdict.STOPPED: _("双方不能再发消息，以前的消息还在。")}),
        error_messages={"required": _("请选择处理结果。")},
    )
    why = forms.CharField(
        label=_("理由"),
        max_length=LONGEST_WHY,
        widget=CountedTextarea(LONGEST_WHY, {"rows": 4}),
        help_text=_("举报的人和发消息的人都会看到，请写得平和、具体。不要写出是谁举报的。"),
        error_messages={"required": _("请写理由。")},
    )

    @property
    def decision(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"verdict": Verdict(given["verdict"]), "why": given["why"]}
