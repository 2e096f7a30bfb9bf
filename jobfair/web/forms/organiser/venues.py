from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.fairs.models import VENUE_FACTS, Answer, Venue
from jobfair.web.forms.organiser.base import StandingForm
from jobfair.web.forms.widgets import CountedTextarea, Radios


class VenueForm(StandingForm):
    """A place: where it is, how to come, and what somebody checked there."""

    class Meta:
        model = Venue
        fields = (
            *("name", "district", "address", "transport", "phone"),
            *(name for fact in VENUE_FACTS for name in (fact, f"{fact}_note")),
            *("name_en", "address_en", "transport_en"),
            *(f"{fact}_note_en" for fact in VENUE_FACTS),
        )
        widgets = {
            "transport": CountedTextarea(1000),
            "transport_en": CountedTextarea(1500),
            "district": forms.TextInput({"class": "input--medium"}),
            "phone": forms.TextInput({"class": "input--medium", "autocomplete": "off"}),
            **{fact: Radios(row=True) for fact in VENUE_FACTS},
        }
        help_texts = {
            "transport": _("公交站、地铁口、从下车到门口怎么走，有没有坡道。"),
            "step_free_note": _("例如：东门有坡道，西门有三级台阶。"),
            "accessible_toilet_note": _("例如：一楼服务台左侧，门宽 90 厘米。"),
            "quiet_room_note": _("例如：二楼 203 室，开放全天。"),
            "interpreter_desk_note": _("例如：入口右侧，每场都有。"),
            "parking_note": _("例如：北侧停车场 4 个车位。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in VENUE_FACTS:
            self.fields[fact].choices = Answer.choices  # type: ignore[attr-defined]
