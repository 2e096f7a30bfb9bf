"""The pages of a fair's plan as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Organiser
from jobfair.fairs.models import MINUTES, Fair, Mode, Series
from jobfair.web.forms.fields import MomentField
from jobfair.web.forms.organiser.base import StandingForm
from jobfair.web.forms.widgets import CountedTextarea, Radios

MODE_HINTS: dict[str, Any] = {
    Mode.ONLINE: _("求职者用手机或电脑参加，没有现场。"),
    Mode.ONSITE: _("求职者到现场参加。岗位仍可在网上查看。"),
    Mode.HYBRID: _("现场和网上同时进行，排同一个队。推荐。"),
}


class BeginForm(forms.Form):
    """The few facts without which there is no fair."""

    organiser = forms.ModelChoiceField(Organiser.objects.none(), label=_("主办方"))
    name = forms.CharField(label=_("招聘会名称"), max_length=120)
    mode = forms.ChoiceField(
        label=_("形式"), choices=Mode.choices, widget=Radios(hints=MODE_HINTS), initial=Mode.HYBRID
    )
    starts_at = MomentField(label=_("什么时候开始"))
    ends_at = MomentField(label=_("什么时候结束"))

    def __init__(self, *args: Any, organisers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = organisers  # type: ignore[attr-defined]
        if len(organisers) == 1:
            self.fields["organiser"].initial = organisers[0]
            self.fields["organiser"].widget = forms.HiddenInput()
        self.fields["name"].help_text = _(
            "求职者一看就知道是什么，例如“2026 年国际残疾人日招聘会”。"
        )


class BasicsForm(StandingForm):
    new_series = forms.CharField(
        label=_("新的系列活动"),
        max_length=120,
        required=False,
        help_text=_("上面没有的，在这里写名称，例如“就业援助月”。"),
    )
    series_name_en = forms.CharField(
        label=_("系列活动的英文名称"),
        max_length=160,
        required=False,
        help_text=_("在英文页面上显示。已有的系列活动也在这里改。"),
    )

    class Meta:
        model = Fair
        fields = ("name", "mode", "summary", "series", "name_en", "summary_en")
        widgets = {
            "mode": Radios(hints=MODE_HINTS),
            "summary": CountedTextarea(1000),
            "summary_en": CountedTextarea(1500),
        }
        labels = {"series": _("系列活动")}
        help_texts = {
            "summary": _("两三句话：为谁办、有什么、怎么参加。"),
            "series": _("几场招聘会用同一个名称时选。"),
        }

    field_order = (
        *("name", "mode", "summary", "series", "new_series"),
        *("name_en", "summary_en", "series_name_en"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = Mode.choices  # type: ignore[attr-defined]
        self.fields["series"].queryset = Series.objects.filter(  # type: ignore[attr-defined]
            organiser=self.instance.organiser
        )
        self.fields["series"].empty_label = _("不属于系列活动")  # type: ignore[attr-defined]
        self.fields["series_name_en"].initial = getattr(self.instance.series, "name_en", "")
        self.needs_before_publishing("summary")

    @property
    def series_in_english(self) -> str | None:
        """What was typed; None when it stands as it stood, be it of another series than is chosen now."""
        is_typed = "series_name_en" in self.changed_data
        return self.cleaned_data["series_name_en"] if is_typed else None


class PlaceForm(StandingForm):
    class Meta:
        model = Fair
        fields = ("venue",)
        widgets = {"venue": Radios()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["venue"]
        field.label, field.empty_label = _("在哪个场地"), None
        field.required = self.instance.is_onsite
        field.queryset = self.instance.organiser.venues.order_by("name")
        field.widget.hints = {str(venue.pk): venue.address for venue in field.queryset}


class HelpForm(StandingForm):
    class Meta:
        model = Fair
        fields = ("help_available", "contact_phone", "contact_email", "help_available_en")
        widgets = {
            "help_available": CountedTextarea(1000),
            "help_available_en": CountedTextarea(1500),
            "contact_phone": forms.TextInput({"class": "input--medium", "autocomplete": "tel"}),
            "contact_email": forms.EmailInput({"autocomplete": "email"}),
        }
        help_texts = {
            "help_available": _(
                "例如：手语翻译全程在场；门口有引导员；可借轮椅；可以请人代填表格。"
            ),
            "contact_phone": _("有问题时打的电话，最好写明接听时间。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_before_publishing("help_available", "contact_phone")


class RulesForm(StandingForm):
    """What holds on the day: how long a word counts, and when organisers are alerted."""

    class Meta:
        model = Fair
        fields = ("unstaffed_minutes", "answer_minutes", "word_minutes")
        help_texts = {
            "unstaffed_minutes": _("只在单位承诺在场的时间里算。"),
            "answer_minutes": _("先是用人单位的事，过了这么久主办方也会看到。"),
            "word_minutes": _("开着接待台的不用按。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.fields or ():
            label = self.fields[name].label
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=MINUTES[0],
                max_value=MINUTES[1],
                help_text=self.fields[name].help_text,
                widget=forms.NumberInput({"class": "input--short"}),
            )


class RegistrationForm(StandingForm):
    registration_opens_at = MomentField(label=_("报名开始"), required=False)
    registration_closes_at = MomentField(label=_("报名截止"), required=False)
    capacity = forms.IntegerField(
        label=_("现场最多报名人数"),
        min_value=1,
        required=False,
        widget=forms.NumberInput({"class": "input--short"}),
        help_text=_("满了以后，工作人员在门口还能登记。网上参加的不占名额。不限制就不填。"),
    )

    class Meta:
        model = Fair
        fields = ("registration_opens_at", "registration_closes_at", "capacity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_onsite:
            del self.fields["capacity"]
