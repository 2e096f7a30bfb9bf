"""The English name of a job type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.booths.models import JobType
from jobfair.web.forms.organiser.base import StandingForm


class JobTypeForm(StandingForm):
    class Meta:
        model = JobType
        fields = ("name_en",)
        widgets = {"name_en": forms.TextInput({"class": "input--medium", "autocomplete": "off"})}
        help_texts = {
            "name_en": _("例如 Packer。所有招聘会的这个工种都用它；空着，英文页面就显示中文。"),
        }
