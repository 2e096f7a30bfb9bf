"""The letters that tell both sides what was decided about a reported message."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from jobfair.chat.models import Report


def mail_decision(report: Report) -> None:
    """Write to who reported and to who said it, if they have an address; the page tells them anyway."""
    people = {report.reporter: True, report.message.author: False}
    for person, is_reporter in people.items():
        if person and person.email:
            _send(person.email, report, is_reporter)


def _send(address: str, report: Report, is_reporter: bool) -> None:
    facts = {
        "decision": report.decision,
        "is_reporter": is_reporter,
        "link": f"{settings.SITE_URL}{reverse('web:talk_reports')}",
    }
    subject, _empty, text = render_to_string("mail/decision.txt", facts).partition("\n")
    try:
        send_mail(subject.strip(), text.strip() + "\n", None, [address])
    except (SMTPException, OSError):
        return  # the page and the conversation say it too
