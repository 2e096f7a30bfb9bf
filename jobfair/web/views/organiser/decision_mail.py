"""The letters that tell both sides what was decided about a reported message."""

from django.conf import settings
from django.urls import reverse

from jobfair.chat.models import Report
from jobfair.web.letters import post


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
    post(address, "mail/decision.txt", facts)  # the page and the conversation say it too
