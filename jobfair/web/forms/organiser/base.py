"""What the forms of the desk have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FactsForm(forms.ModelForm):
    """Fields, labels and limits of a model; every rule stays with the services.

    The instance only fills the form in: it is neither changed nor saved here.
    """

    def _post_clean(self) -> None:
        return

    def needs_before_publishing(self, *names: str) -> None:
        """Mark fields that may wait, but not for ever: the page says so beside them."""
        for name in names:
            self.fields[name].needed_for = _("（发布前要填）")  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What a service is given: the cleaned fields of the model, without helpers of the page."""
        asked = [name for name in self._meta.fields or () if name in self.fields]
        return {name: self.cleaned_data[name] for name in asked}
