"""What the forms of the desk have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.common.marks import mark_of_fields
from jobfair.web.forms.known import KNOWN, known_field, show_what_stands


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
        return {name: self.cleaned_data[name] for name in self.asked}

    @property
    def asked(self) -> list[str]:
        return [name for name in self._meta.fields or () if name in self.fields]


class StandingForm(FactsForm):
    """Of what is there already, and what colleagues may change too."""

    known = known_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial[KNOWN] = lambda: mark_of_fields(self.instance, self.asked)

    @property
    def change(self) -> dict[str, Any]:
        """The facts, and what stood there when the form was shown."""
        return self.facts | {KNOWN: self.cleaned_data[KNOWN]}

    def shows_what_stands(self) -> bool:
        """Write beside each field what stands there by now; whether any of it is other."""
        row = type(self.instance)._default_manager.get(pk=self.instance.pk)
        said = {name: getattr(row, name) for name in self.asked}
        return show_what_stands(self, said | {KNOWN: mark_of_fields(row, self.asked)})
