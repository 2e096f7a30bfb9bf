"""The book of employers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer, EmployerKind
from jobfair.web.forms.organiser.base import StandingForm
from jobfair.web.forms.widgets import CountedTextarea, Radios


class EmployerForm(StandingForm):
    website = forms.URLField(
        label=_("网址"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput({"placeholder": "https://"}),
    )

    class Meta:
        model = Employer
        fields = (
            *("name", "kind", "licence_number", "intro", "district", "address", "website"),
            *("contact_name", "contact_phone", "contact_email", "name_en", "intro_en"),
        )
        widgets = {
            "kind": Radios(row=True),
            "licence_number": forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
            "intro": CountedTextarea(2000),
            "intro_en": CountedTextarea(3000),
            "district": forms.TextInput({"class": "input--medium"}),
            "contact_name": forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
            "contact_phone": forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
            "contact_email": forms.EmailInput({"autocomplete": "off"}),
        }
        help_texts = {
            "licence_number": _("营业执照上的 18 位代码。"),
            "contact_name": _("只有主办方看得到。"),
            "contact_phone": _("只有主办方看得到。"),
            "contact_email": _("只有主办方看得到。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = EmployerKind.choices  # type: ignore[attr-defined]
