"""What is pressed and written about an intent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.common.errors import Invalid
from jobfair.intents.models import LONGEST_NEXT_STEP, LONGEST_NOTE, LONGEST_WORD, Channel
from jobfair.intents.steps import Step
from jobfair.web.forms.fields import DayField
from jobfair.web.forms.known import known_field
from jobfair.web.forms.widgets import CountedTextarea

PRESSED = [(step.value, step.label) for step in Step if step != Step.MERGED]
PAGES = [(channel.value, channel.label) for channel in (Channel.FORM, Channel.CHAT)]


class StepForm(forms.Form):
    """One pressed step; `cid` is made with the page, so that pressing twice records it once."""

    cid = forms.CharField()
    step = forms.ChoiceField(choices=PRESSED)
    corrects = forms.IntegerField(required=False)
    channel = forms.ChoiceField(choices=PAGES, required=False)

    def given(self) -> dict[str, Any]:
        """The clean words; Invalid when the page that sent them was not one of ours."""
        if not self.is_valid():
            raise Invalid("step_malformed", _("没有记录。请刷新页面再试。"))
        clean = self.cleaned_data
        channel = Channel(clean["channel"] or Channel.FORM)
        return clean | {"step": Step(clean["step"]), "channel": channel}


class InterestForm(forms.Form):
    """A jobseeker's yes to a position, with a word if they like."""

    cid = forms.CharField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("想对单位说的话"),
        help_text=_("例如：“我住得近，可以上早班。”不用写残疾情况。"),
        max_length=LONGEST_WORD,
        required=False,
        widget=CountedTextarea(LONGEST_WORD, {"rows": 3}),
    )


class RemarkForm(forms.Form):
    """A word for the other side."""

    text = forms.CharField(
        label=_("加一句话，对方看得到"),
        max_length=LONGEST_WORD,
        error_messages={"required": _("请先写内容，再发送。")},
        widget=CountedTextarea(LONGEST_WORD, {"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "remark_%s", **kwargs})


class StaffNoteForm(forms.Form):
    """What a booth keeps for itself."""

    text = forms.CharField(
        label=_("备注"),
        help_text=_("只有本单位的招聘人员看得到。请不要写残疾情况。"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=CountedTextarea(LONGEST_NOTE, {"rows": 4}),
    )
    next_step = forms.CharField(
        label=_("下一步要做什么"),
        help_text=_("例如：打电话约面试时间"),
        max_length=LONGEST_NEXT_STEP,
        required=False,
    )
    next_on = DayField(label=_("哪天做"), required=False)
    known = known_field()
