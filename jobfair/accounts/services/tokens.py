"""Keys for programs: made, used, taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import AccessToken, User
from jobfair.accounts.permissions import may_revoke_token
from jobfair.common.errors import Conflict, Invalid, NotAllowed

PREFIX = "jobfair_"
SECRET_BYTES = 32
MOST_TOKENS = 10
LASTS = timedelta(days=365)


@dataclass(frozen=True)
class IssuedToken:
    """A fresh token with its secret, which nobody can read again later."""

    token: AccessToken
    secret: str


@transaction.atomic
def create_token(actor: User, *, name: str) -> IssuedToken:
    """A new key in the actor's name, named for what it is for."""
    if not name.strip():
        raise Invalid("name_missing", _("请写明用途。"), {"name": _("请填写用途。")})
    User.objects.select_for_update().get(pk=actor.pk)
    if actor.access_tokens.count() >= MOST_TOKENS:
        raise Conflict("tokens_full", _("最多 10 个密钥。请先删掉不用的。"))
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = actor.access_tokens.create(
        name=name.strip(),
        fingerprint=_fingerprint(secret),
        expires_at=timezone.now() + LASTS,
    )
    return IssuedToken(token, secret)


def revoke_token(actor: User, *, token: AccessToken) -> None:
    """Make a key worthless at once."""
    if not may_revoke_token(actor, token):
        raise NotAllowed("not_own_token", _("您只能删掉自己的密钥。"))
    token.delete()


def revoke_tokens(actor: User) -> int:
    """Make every key worthless, because a way into the account changed; how many there were."""
    return actor.access_tokens.all().delete()[0]


def person_behind(secret: str) -> User | None:
    """Whose key it is; nobody's when it is unknown, has ended, or its owner's account was stopped."""
    rows = AccessToken.objects.select_related("user").filter(
        user__is_active=True, expires_at__gt=timezone.now()
    )
    token = rows.filter(fingerprint=_fingerprint(secret)).first()
    if token is None:
        return None
    today = timezone.localdate()
    if token.last_used_on != today:
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
