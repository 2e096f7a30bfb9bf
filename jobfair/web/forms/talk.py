"""What is written in a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.chat.models import LONGEST_TEXT


class MessageForm(forms.Form):
    """One message; `cid` is made with the page, so that sending twice says it once."""

    cid = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("写消息"),
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={"required": _("请先写内容，再发送。")},
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "enterkeyhint": "send"}),
    )


class PhraseForm(forms.Form):
    """One prepared phrase."""

    text = forms.CharField(label=_("常用语"), max_length=300)
    is_shared = forms.BooleanField(label=_("同事也能用"), required=False)
