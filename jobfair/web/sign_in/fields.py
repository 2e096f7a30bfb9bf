"""Fields that understand what people really type or paste."""

import re
import unicodedata
from typing import Any, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from jobfair.common.errors import Invalid
from jobfair.common.phones import mobile_number
from jobfair.common.sms import can_text

TYPED_BY_HAND = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class PhoneField(forms.CharField):
    """A mobile number, cleaned to E.164; `is_told` when a message is sent there."""

    def __init__(self, *, is_told: bool = False, **kwargs: Any) -> None:
        self.is_told = is_told
        kwargs["label"] = _("手机号")
        kwargs.setdefault("max_length", 40)
        kwargs["widget"] = forms.TextInput(
            {"type": "tel", "autocomplete": "tel", "class": "input--medium"}
        )
        kwargs.setdefault("error_messages", {"required": _("请填写手机号。")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return _as_number(text, self.is_told) if text else ""


class EmailField(forms.CharField):
    """An e-mail address, in lower case, full-width characters made plain."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("电子邮箱"))
        kwargs.setdefault("max_length", 254)
        kwargs["widget"] = forms.TextInput(
            {"type": "email", "autocomplete": "email", **TYPED_BY_HAND}
        )
        kwargs.setdefault("error_messages", {"required": _("请填写电子邮箱。")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return _as_email(text) if text else ""


class AddressField(forms.CharField):
    """An e-mail address or a mobile number, whichever the person gives.

    `is_told`: something is sent there, and so a number serves only where text messages leave.
    """

    def __init__(
        self, *, autocomplete: str = "username", is_told: bool = True, **kwargs: Any
    ) -> None:
        self.is_told = is_told
        takes_numbers = can_text() or not is_told
        kwargs.setdefault("label", _("电子邮箱或手机号") if takes_numbers else _("电子邮箱"))
        super().__init__(
            max_length=254,
            widget=forms.TextInput({"autocomplete": autocomplete, **TYPED_BY_HAND}),
            error_messages={"required": _("请填写电子邮箱或手机号。")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        plain = unicodedata.normalize("NFKC", text)
        if "@" in plain or re.search(r"[A-Za-z]", plain):
            return _as_email(text)
        return _as_number(text, self.is_told)


class CodeField(forms.CharField):
    """A code as pasted: spaces, dashes and full-width digits do no harm."""

    def __init__(self, *, digits_only: bool = True, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "class": "input--short", **TYPED_BY_HAND}
        if digits_only:
            attrs["inputmode"] = "numeric"
        kwargs.setdefault("label", _("验证码"))
        super().__init__(
            max_length=60,
            widget=forms.TextInput(attrs),
            error_messages={"required": _("请填写验证码。")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", super().to_python(value) or "")
        return re.sub(r"[^0-9A-Za-z]", "", text)


def is_email(address: str) -> bool:
    return "@" in address


class Reach(TypedDict, total=False):
    """Where a person is reached, by the names the services use."""

    email: str
    phone: str


def by_kind(address: str) -> Reach:
    """A cleaned address under the name of what it is; nothing when it is empty."""
    if not address:
        return {}
    return {"email": address} if is_email(address) else {"phone": address}


def _as_email(text: str) -> str:
    address = unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", ".").lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("这不像电子邮箱。请写成 name@example.com 的样子。"), code="email"
        ) from None
    return address


def _as_number(text: str, is_told: bool) -> str:
    """A mobile number; one that is told something only where messages can be sent."""
    if is_told and not can_text():
        raise ValidationError(_("这个网站现在发不了短信。请用电子邮箱。"), code="no_texts")
    return _as_mobile(text)


def _as_mobile(text: str) -> str:
    try:
        return mobile_number(text)
    except Invalid as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from None
