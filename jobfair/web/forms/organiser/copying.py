from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.web.forms.fields import MomentField


class CopyForm(forms.Form):
    """What is new about the next fair; all else comes from the last one."""

    name = forms.CharField(label=_("新招聘会的名称"), max_length=120)
    starts_at = MomentField(
        label=_("什么时候开始"),
        help_text=_("结束时间、场次和报名时间按同样的天数往后移，之后可以再改。"),
    )
    with_booths = forms.BooleanField(
        label=_("同时复制展位和岗位（岗位成为草稿，需要重新审核）"), required=False, initial=True
    )
