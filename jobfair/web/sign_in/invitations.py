"""The link of an invitation, and the mail or text message that carries it."""

from collections.abc import Iterable
from contextlib import closing
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection, send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import Issued
from jobfair.common.sms import send_sms
from jobfair.web.formatting import day
from jobfair.web.sign_in.words import SMS_INVITATION


def link_to(issued: Issued) -> str:
    return f"{settings.SITE_URL}{reverse('web:invitation', args=[issued.secret])}"


def send_invitation(issued: Issued) -> bool:
    """Send the link to the address it was made for; False when there is none or it failed."""
    try:
        if issued.invitation.email:
            _mail(issued)
        elif issued.invitation.phone:
            _text(issued)
    except (SMTPException, OSError):
        return False
    return bool(issued.invitation.address)


def send_invitations(issued: Iterable[Issued]) -> list[Issued]:
    """Mail many over one connection; returns those that could not be sent."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        return list(issued)
    with closing(connection):
        return [one for one in issued if not _sent(one, connection)]


def _sent(issued: Issued, connection: Any) -> bool:
    try:
        _mail(issued, connection)
    except (SMTPException, OSError):
        return False
    return True


def _text(issued: Issued) -> None:
    invitation = issued.invitation
    words = {"body": invitation.body, "role": invitation.get_role_display()}
    send_sms(invitation.phone, str(SMS_INVITATION) % (words | {"link": link_to(issued)}))


def _mail(issued: Issued, connection: Any = None) -> None:
    invitation = issued.invitation
    facts = {
        "inviter": invitation.invited_by,
        "body": invitation.body,
        "role": invitation.get_role_display(),
        "link": link_to(issued),
        "until": day(timezone.localtime(invitation.expires_at).date()),
    }
    subject, _empty, text = render_to_string("mail/invitation.txt", facts).partition("\n")
    letter = (subject.strip(), text.strip() + "\n", None, [invitation.email])
    send_mail(*letter, connection=connection)
