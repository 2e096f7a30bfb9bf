"""Who opens a socket, from the cookie of the page that opened it, and from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http.cookie import parse_cookie

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.accounts.sessions import SessionStore, account_of, person_in
from jobfair.common.statements import fetch
from jobfair.outbox.services import current_epoch
from realtime.patience import Who

STANDS = """
    SELECT (SELECT last FROM outbox_stream WHERE name = %s),
           (SELECT value FROM outbox_epoch WHERE id = 1)
"""


def header(scope: Mapping[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def is_same_origin(scope: Mapping[str, Any]) -> bool:
    """Only our own pages open sockets: exact scheme, host and port of SITE_URL or of the request."""
    origin = header(scope, b"origin")
    scheme = "https" if settings.SECURE else "http"
    return origin in (settings.SITE_URL, f"{scheme}://{header(scope, b'host')}")


def session_key(scope: Mapping[str, Any]) -> str | None:
    """What the session's cookie says, true or not."""
    return parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)


def by_session(scope: Mapping[str, Any]) -> Who | None:
    key = session_key(scope)
    return None if key is None else Who(key, is_crowd=False)


def by_address(scope: Mapping[str, Any]) -> Who:
    """Where the socket comes from, as the nearest proxy that is trusted has seen it."""
    seen = header(scope, b"x-forwarded-for").split(",")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if 0 < proxies <= len(seen):
        return Who(seen[-proxies].strip(), is_crowd=True)
    return Who((scope.get("client") or [""])[0], is_crowd=True)


@dataclass(frozen=True)
class Entry:
    """Who has come, and where their own stream stood before that was asked."""

    user: Any
    stands: int
    epoch: str


def enter(scope: Mapping[str, Any]) -> Entry:
    """Everything that a new socket needs from the database, in one go.

    Where the person's stream stands is looked at before who they are and what they may:
    what changes that, or ends the session, has a higher number then, and is heard.
    """
    session = session_of(scope)
    account = account_of(session.session_key) if session is not None else None
    if session is None or account is None:
        return Entry(AnonymousUser(), 0, current_epoch())
    ((stands, epoch),) = fetch(STANDS, [user_stream(account)])
    return Entry(person_in(session), stands or 0, epoch or current_epoch())


def user_of(scope: Mapping[str, Any]) -> User | AnonymousUser:
    """The person signed in by the session cookie, or nobody. Reads the database."""
    session = session_of(scope)
    return AnonymousUser() if session is None else person_in(session)


def session_of(scope: Mapping[str, Any]) -> SessionStore | None:
    """The session that the cookie names, unread; None without a cookie."""
    key = session_key(scope)
    return None if key is None else SessionStore(key)
