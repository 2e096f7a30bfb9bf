"""Letters by mail, in every language at once: which one the receiver reads is known to nobody."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override


def post(address: str, template: str, facts: dict[str, Any]) -> bool:
    """Send a letter whose template's first line is the subject; False when it could not leave."""
    letters = [_written(template, language, facts) for language, _name in settings.LANGUAGES]
    subject, text = " / ".join(s for s, _t in letters), "\n\n———\n\n".join(t for _s, t in letters)
    try:
        send_mail(subject, text + "\n", None, [address])
    except (SMTPException, OSError):
        return False
    return True


def _written(template: str, language: str, facts: dict[str, Any]) -> tuple[str, str]:
    with override(language):
        subject, _empty, text = render_to_string(template, facts).partition("\n")
    return subject.strip(), text.strip()
