"""What a reviewer answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.common.wording import Flag
from jobfair.web.forms.widgets import Checkboxes, CountedTextarea

PHRASES_FOR_POSITION = (
    gettext_lazy("请补全易读说明：做什么、在哪里、什么时间、多少钱、有什么支持。"),
    gettext_lazy("请写明工作要求，例如坐还是站、要不要打电话。"),
    gettext_lazy("请写明薪资范围，或选择“面议”。"),
    gettext_lazy("请写明单位能提供的便利，例如无台阶通道、可用文字沟通。"),
    gettext_lazy("请把任职要求改成工作本身需要做的事，不写身体状况。"),
)
PHRASES_FOR_EMPLOYER = (
    gettext_lazy("统一社会信用代码与营业执照不一致，请核对。"),
    gettext_lazy("单位名称请与营业执照一致，不用简称。"),
    gettext_lazy("请补充单位介绍，说明单位做什么。"),
    gettext_lazy("联系电话打不通，请更新。"),
)
LONGEST_NOTE = 500


def advice_on(flags: Iterable[Flag]) -> list[str]:
    """A phrase for each flagged wording, to be chosen for the note."""
    said = [
        _("“%(words)s”：%(advice)s") % {"words": flag.words, "advice": flag.sentence}
        for flag in flags
    ]
    return [*dict.fromkeys(said)]


class ReturnForm(forms.Form):
    """Prepared phrases and own words, together the note that goes back."""

    phrases = forms.MultipleChoiceField(
        label=gettext_lazy("要修改什么"), required=False, widget=Checkboxes()
    )
    words = forms.CharField(
        label=gettext_lazy("补充说明"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=CountedTextarea(LONGEST_NOTE, {"rows": 3}),
    )

    def __init__(self, *args: Any, phrases: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["phrases"]
        field.choices = [(str(phrase), str(phrase)) for phrase in phrases]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if len(self.note) > LONGEST_NOTE:
            self.add_error("words", _("意见合起来超过 500 字。请少选几条，或写短一些。"))
        return found

    @property
    def note(self) -> str:
        found = self.cleaned_data
        return "\n".join([*found.get("phrases", []), found.get("words", "").strip()]).strip()


class ApproveForm(forms.Form):
    """Approve; flagged wording only when the reviewer says that it stays."""

    keeping_flagged = forms.BooleanField(
        label=gettext_lazy("标出的写法我都看过，确有必要保留"), required=False
    )
