from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Organiser
from jobfair.web.forms.organiser.base import StandingForm
from jobfair.web.sign_in.fields import AddressField, by_kind


class OrganiserForm(StandingForm):
    """What a body says of itself."""

    class Meta:
        model = Organiser
        fields = ("name", "name_en", "city", "phone", "email")
        widgets = {
            "city": forms.TextInput({"class": "input--medium"}),
            "phone": forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
        }
        help_texts = {
            "name": _("全称。公众在招聘会页面上看得到，改了马上看到新的。"),
            "phone": _("用人单位有问题时打的电话。"),
            "email": _("用人单位有问题时写信的地址。"),
        }


class CoOrganiserForm(forms.Form):
    """Another body that helps to run a fair."""

    organiser = forms.ModelChoiceField(
        Organiser.objects.none(), label=_("已经登记的单位"), empty_label=_("请选择")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = others  # type: ignore[attr-defined]


class NewCoOrganiserForm(forms.Form):
    """A body that is not known here yet, and where to reach its first person."""

    name = forms.CharField(
        label=_("单位名称"),
        max_length=120,
        help_text=_("写全称，例如：某某市人力资源和社会保障局。公众在招聘会页面上看得到。"),
    )
    city = forms.CharField(
        label=_("城市"), max_length=40, widget=forms.TextInput({"class": "input--medium"})
    )
    name_en = forms.CharField(label=_("英文名称"), max_length=160, required=False)
    address = AddressField(
        label=_("第一位负责人的电子邮箱或手机号"),
        help_text=_("邀请链接会发到这里。对方接受后，就由对方管理这个单位的人员。"),
        autocomplete="off",
    )

    @property
    def facts(self) -> dict[str, str]:
        """What the service is given."""
        given = {name: self.cleaned_data[name] for name in ("name", "city", "name_en")}
        return {**given, **by_kind(self.cleaned_data["address"])}
