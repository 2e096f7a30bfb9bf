"""What an adviser writes down for others: whom, which position, who said what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.booths.models import Position
from jobfair.fairs.models import Fair
from jobfair.intents.models import LONGEST_WORD, Channel, Voice
from jobfair.intents.steps import Side
from jobfair.web.forms.widgets import CountedTextarea, Radios

HEARD = [(Channel.PHONE.value, _("电话里")), (Channel.ONSITE.value, _("现场"))]
NOBODY = "nobody"
JOBSEEKER_SAID = [
    (Voice.JOBSEEKER.value, _("本人说有意向")),
    (Voice.FAMILY.value, _("家人或陪同人说有意向")),
    (NOBODY, _("没有说")),
]
EMPLOYER_SAID = [(Voice.EMPLOYER.value, _("联系人说有意向")), (NOBODY, _("没有说"))]


class PersonForm(forms.Form):
    """Somebody without an account."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(
        label=_("手机号"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )


class AgreementForm(forms.Form):
    """What was agreed about one position, for either side or both."""

    cid = forms.CharField(widget=forms.HiddenInput)
    position = forms.ChoiceField(label=_("岗位"), error_messages={"required": _("请选择岗位。")})
    jobseeker = forms.ChoiceField(
        label=_("求职者"),
        choices=JOBSEEKER_SAID,
        widget=Radios(),
        error_messages={"required": _("请选择求职者这边说了没有。")},
    )
    employer = forms.ChoiceField(
        label=_("用人单位"),
        choices=EMPLOYER_SAID,
        widget=Radios(),
        error_messages={"required": _("请选择用人单位这边说了没有。")},
    )
    channel = forms.ChoiceField(label=_("在哪里说的"), choices=HEARD, widget=Radios(row=True))
    remark = forms.CharField(
        label=_("补充一句，双方都看得到"),
        max_length=LONGEST_WORD,
        required=False,
        widget=CountedTextarea(LONGEST_WORD, {"rows": 3}),
    )

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [("", _("请选择岗位")), *_positions(fair)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not self.said:
            self.add_error("jobseeker", _("请至少选一方说了有意向。"))
        return values

    @property
    def said(self) -> dict[Side, Voice]:
        """Whose yes was heard, for each side that gave one."""
        chosen = {side: self.cleaned_data[side.value] for side in Side}
        return {side: Voice(voice) for side, voice in chosen.items() if voice != NOBODY}


def _positions(fair: Fair) -> list[tuple[str, list[tuple[str, str]]]]:
    """The fair's positions under their employers, as a select shows them."""
    rows = Position.objects.public().filter(booth__fair=fair).in_walking_order()
    grouped: dict[str, list[tuple[str, str]]] = {}
    for position in rows.select_related("booth__employer", "booth__zone"):
        titles = grouped.setdefault(str(position.booth), [])
        titles.append((position.key, position.in_language("title")))
    return list(grouped.items())


class HeardForm(forms.Form):
    """One further step of an intent: `what` is side, step and, for `undone`, the entry's number."""

    cid = forms.CharField()
    what = forms.RegexField(r"^(jobseeker|employer) [a-z_]+( [0-9]+)?$")
    voice = forms.ChoiceField(choices=Voice.choices, required=False)
    channel = forms.ChoiceField(choices=HEARD)
