"""Who opens a socket, from the cookie of the page that opened it, and from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.events import user_stream
from jobfair.outbox.selectors import position
from jobfair.outbox.services import current_epoch

Sessions = import_module(settings.SESSION_ENGINE).SessionStore


def header(scope: Mapping[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def is_same_origin(scope: Mapping[str, Any]) -> bool:
    """Only our own pages open sockets: exact scheme, host and port of SITE_URL or of the request."""
    origin = header(scope, b"origin")
    scheme = "https" if settings.SECURE else "http"
    return origin in (settings.SITE_URL, f"{scheme}://{header(scope, b'host')}")


@dataclass(frozen=True)
class Entry:
    """Who has come, and where their own stream stood before that was asked."""

    user: Any
    stands: int
    epoch: str


def enter(scope: Mapping[str, Any]) -> Entry:
    """Everything that a new socket needs from the database, in one go.

    The person's stream is looked at first: what takes a right away after that has a
    higher number, and is heard.
    """
    session = session_of(scope)
    key = session.get(SESSION_KEY) if session is not None else None
    stands = position(user_stream(UUID(key))) if key else 0
    return Entry(user_of(scope), stands, current_epoch())


def user_of(scope: Mapping[str, Any]) -> Any:
    """The person signed in by the session cookie, or nobody. Reads the database."""
    session = session_of(scope)
    if session is None:
        return AnonymousUser()
    user = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
    return user if user.is_active else AnonymousUser()


def session_of(scope: Mapping[str, Any]) -> Any:
    """The session that the cookie names, unread; None without a cookie."""
    try:
        cookies = SimpleCookie(header(scope, b"cookie"))
    except CookieError:
        return None
    cookie = cookies.get(settings.SESSION_COOKIE_NAME)
    return None if cookie is None else Sessions(cookie.value)
