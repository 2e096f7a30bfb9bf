"""Who is put on a fair's list by hand, and whom a rep means on site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.attendance.models import Category
from jobfair.booths.models import Booth
from jobfair.common.ids import decode
from jobfair.web.forms.widgets import Radios


class ListedForm(forms.Form):
    """Somebody who came to the desk, or sent a list on paper."""

    key = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(
        label=_("手机号"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    is_real_name = forms.BooleanField(label=_("看过证件，是实名"), required=False)
    has_come = forms.BooleanField(label=_("已经到现场"), required=False)

    def clean_key(self) -> UUID:
        try:
            return decode(self.cleaned_data["key"])
        except ValueError as error:
            raise forms.ValidationError(_("请刷新页面再登记。")) from error


class CategoryForm(forms.Form):
    """Which category of disability somebody says they have, or that they say nothing."""

    disability_category = forms.ChoiceField(
        label=_("您的残疾类别"),
        choices=[("", _("不说")), *Category.choices],
        required=False,
        widget=Radios(),
    )

    @property
    def category(self) -> Category | None:
        given = self.cleaned_data["disability_category"]
        return Category(given) if given else None


class OnsiteForm(forms.Form):
    """The position for which a rep has talked with the person in front of them."""

    cid = forms.CharField(widget=forms.HiddenInput)
    position = forms.ChoiceField(
        label=_("对哪个岗位"), error_messages={"required": _("请选择岗位。")}
    )

    def __init__(self, *args: Any, booth: Booth, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = booth.positions.approved()
        choices = [(position.key, position.in_language("title")) for position in rows]
        ask = [("", _("请选择岗位"))] if len(choices) > 1 else []
        self.fields["position"].choices = ask + choices  # type: ignore[attr-defined]
