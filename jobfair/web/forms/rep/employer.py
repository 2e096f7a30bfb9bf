"""The employer's record and its logo."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer
from jobfair.common.images import MAX_ALT, MAX_BYTES, WORDS
from jobfair.common.marks import mark_of_fields
from jobfair.common.models import Picture
from jobfair.web.forms.known import KNOWN, known_field
from jobfair.web.forms.rep.fields import record_form
from jobfair.web.forms.widgets import Radios, Upload

LICENCE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
PICTURES = "image/jpeg,image/png,image/webp"


FIELDS = (
    "name kind licence_number intro district address contact_name contact_phone "
    "contact_email name_en intro_en"
)


class EmployerForm(record_form(Employer, FIELDS, required=["name", "kind"])):  # type: ignore[misc]
    """Everything of the record; only the name must stand there at once."""

    website = forms.URLField(label=_("网址"), max_length=200, required=False, assume_scheme="https")
    known = known_field()
    english_names = ("name_en", "intro_en")
    hints = {
        "name": _("和营业执照上的一样。"),
        "licence_number": _("18 位，在营业执照上。"),
        "intro": _("做什么、有多少人、和残疾员工共事的经验。短句最好。"),
        "district": _("例如：思明区"),
        "contact_name": _("不公开。"),
        "contact_phone": _("主办方用它联系您，不公开。"),
        "contact_email": _("不公开。"),
    }
    needed = ("licence_number", "intro", "district", "contact_name", "contact_phone")
    needed_for = _("（提交审核前要填）")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget = Radios(row=True, choices=self.fields["kind"].choices)

    def clean_licence_number(self) -> str:
        number = re.sub(
            r"\s", "", unicodedata.normalize("NFKC", self.cleaned_data["licence_number"])
        )
        number = number.upper()
        if number and not LICENCE.fullmatch(number):
            raise ValidationError(_("统一社会信用代码是 18 位数字和大写字母。请对照营业执照改。"))
        return number


def record_of(employer: Employer) -> dict[str, Any]:
    """What an employer's record says by now, as the form's values."""
    names = EmployerForm.base_fields.keys() - {KNOWN}
    said = {name: getattr(employer, name) for name in names}
    return said | {KNOWN: mark_of_fields(employer, names)}


class PictureWordsForm(forms.Form):
    """The sentence that stands for a picture where it cannot be seen."""

    alt = forms.CharField(
        label=_("图片说明"),
        max_length=MAX_ALT,
        help_text=_("图里有什么，一句话。看不见图片的人靠它了解。例如：明亮的车间，工人坐着装配。"),
    )
    alt_en = forms.CharField(label=_("图片说明（英文）"), max_length=MAX_ALT, required=False)


class WrittenWordsForm(PictureWordsForm):
    """Of a picture that stands there, and that colleagues may describe too."""

    known = known_field()


def words_of(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in WORDS} | {
        KNOWN: mark_of_fields(picture, WORDS)
    }


class PictureForm(PictureWordsForm):
    """A picture with its sentence."""

    upload = forms.FileField(label=_("图片文件"), widget=Upload(PICTURES, MAX_BYTES))
    field_order = ("upload", "alt", "alt_en")


class OfLogo(forms.Form):
    """The same sentence for a logo, which is asked for in other words."""

    alt = forms.CharField(
        label=_("标志说明"), max_length=MAX_ALT, help_text=_("一般写单位名称加“标志”就可以。")
    )
    alt_en = forms.CharField(label=_("标志说明（英文）"), max_length=MAX_ALT, required=False)


class LogoForm(OfLogo, PictureForm):
    pass


class LogoWordsForm(OfLogo, WrittenWordsForm):
    pass
