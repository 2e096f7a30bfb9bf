"""Telephone numbers as people type them, as they are stored, and as they are shown."""

import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _

from jobfair.common.errors import Invalid

HOME = "CN"


def mobile_number(text: str) -> str:
    """A mobile number as typed (`138 0000 0000`, full-width digits, +86 …) in E.164.

    Invalid says what to do when it is none, is a landline, or is of a country that no
    message is sent to.
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType as Kind

    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        number = phonenumbers.parse(plain, HOME)
    except phonenumbers.NumberParseException:
        raise _refused() from None
    if not phonenumbers.is_valid_number(number):
        raise _refused()
    if phonenumbers.region_code_for_number(number) not in settings.SMS_REGIONS:
        raise Invalid("phone_region", _("目前只能向中国大陆的手机号发短信。请改用电子邮箱。"))
    if phonenumbers.number_type(number) not in (Kind.MOBILE, Kind.FIXED_LINE_OR_MOBILE):
        raise Invalid("phone_landline", _("座机收不到短信。请填写手机号，或改用电子邮箱。"))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spoken_number(stored: str) -> str:
    """As people read it aloud: `138 0000 0000`; other countries with their code."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat as Format

    try:
        number = phonenumbers.parse(stored, HOME)
    except phonenumbers.NumberParseException:
        return stored
    at_home = phonenumbers.region_code_for_number(number) == HOME
    return phonenumbers.format_number(number, Format.NATIONAL if at_home else Format.INTERNATIONAL)


def _refused() -> Invalid:
    return Invalid("phone_unreadable", _("这不像手机号。请填写 11 位手机号，例如 138 0000 0000。"))
