"""The letters that tell both sides what was decided about a reported message."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from jobfair.chat.models import Report


def mail_decision(report: Report) -> None:
    """Write to who reported and to who said it, if they have an address; the page tells them anyway."""
    people = {report.reporter: True, report.message.author: False}
    for person, is_reporter in people.items():
        if person and person.email:
            _send(person.email, report, is_reporter)


def _written(language: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Subject and text. Which language the receiver reads is known to nobody: the letter has both."""
    with override(language):
        subject, _empty, text = render_to_string("mail/decision.txt", facts).partition("\n")
    return subject.strip(), text.strip()


def _send(address: str, report: Report, is_reporter: bool) -> None:
    facts = {
        "decision": report.decision,
        "is_reporter": is_reporter,
        "link": f"{settings.SITE_URL}{reverse('web:talk_reports')}",
    }
    letters = [_written(language, facts) for language, _name in settings.LANGUAGES]
    subject, text = " / ".join(s for s, _t in letters), "\n\n———\n\n".join(t for _s, t in letters)
    try:
        send_mail(subject, text + "\n", None, [address])
    except (SMTPException, OSError):
        return  # the page and the conversation say it too
