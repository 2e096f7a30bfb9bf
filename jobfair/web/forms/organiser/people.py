from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Organiser


class CoOrganiserForm(forms.Form):
    """Another body that helps to run a fair."""

    organiser = forms.ModelChoiceField(
        Organiser.objects.none(), label=_("添加承办方"), empty_label=_("请选择")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = others  # type: ignore[attr-defined]
