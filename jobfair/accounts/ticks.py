"""What falls due for accounts: ended sessions, unfinished sign-ups, former logos."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from jobfair.accounts.models import BrowserSession, User
from jobfair.accounts.services import discard_former_logos

UNFINISHED_FOR = timedelta(days=7)
AT_ONCE = 50


def tidy(*, now: datetime) -> int:
    """Forget what ended, was never finished or was replaced; return how many of all."""
    return forget_sessions(now) + forget_unfinished(now) + discard_former_logos(now)


def forget_sessions(now: datetime) -> int:
    ended = BrowserSession.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[
        :AT_ONCE
    ]
    return BrowserSession.objects.filter(pk__in=keys).delete()[0] if (keys := list(ended)) else 0


def forget_unfinished(now: datetime) -> int:
    """Delete people who gave an address or a number, never showed that it is theirs, and never came in."""
    theirs = EmailAddress.objects.filter(user=OuterRef("pk"))
    unfinished = User.objects.filter(
        Exists(theirs) | Q(phone__isnull=False, email=None, is_staff=False),
        ~Exists(theirs.filter(verified=True)),
        created_at__lt=now - UNFINISHED_FOR,
        last_login=None,
        phone_verified=False,
    )[:AT_ONCE]
    for user in unfinished:
        user.delete()
    return len(unfinished)
