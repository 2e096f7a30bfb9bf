"""The link of an invitation, and the mail that carries it."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import Issued
from jobfair.web.formatting import day


def link_to(issued: Issued) -> str:
    return f"{settings.SITE_URL}{reverse('web:invitation', args=[issued.secret])}"


def mail_invitation(issued: Issued) -> bool:
    """Send the link to the address it was made for; False when there is none or it failed."""
    invitation = issued.invitation
    if not invitation.email:
        return False
    facts = {
        "inviter": invitation.invited_by,
        "body": invitation.body,
        "role": invitation.get_role_display(),
        "link": link_to(issued),
        "until": day(timezone.localtime(invitation.expires_at).date()),
    }
    subject, _empty, text = render_to_string("mail/invitation.txt", facts).partition("\n")
    try:
        send_mail(subject.strip(), text.strip() + "\n", None, [invitation.email])
    except (SMTPException, OSError):
        return False
    return True
