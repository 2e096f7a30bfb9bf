from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.fairs.models import Announcement
from jobfair.web.forms.organiser.base import FactsForm
from jobfair.web.forms.widgets import CountedTextarea


class AnnouncementForm(FactsForm):
    class Meta:
        model = Announcement
        fields = ("title", "body", "is_urgent", "title_en", "body_en")
        widgets = {
            "body": CountedTextarea(1000),
            "body_en": CountedTextarea(1500),
            "is_urgent": forms.CheckboxInput(),
        }
        labels = {"is_urgent": _("紧急：排在最前，颜色醒目，并马上提醒在场的人")}
        help_texts = {
            "title": _("一句话说完最要紧的事，例如“下午场提前到 1 点半”。"),
            "is_urgent": _("只在改时间、换地点、有危险时用。"),
        }
