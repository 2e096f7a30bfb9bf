"""What the forms of the desk have in common."""

from typing import Any

from django import forms


class FactsForm(forms.ModelForm):
    """Fields, labels and limits of a model; every rule stays with the services.

    The instance only fills the form in: it is neither changed nor saved here.
    """

    def _post_clean(self) -> None:
        return

    @property
    def facts(self) -> dict[str, Any]:
        """What a service is given: the cleaned fields of the model, without helpers of the page."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
