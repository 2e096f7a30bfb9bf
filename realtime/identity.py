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
from django.db import connection

from jobfair.accounts.events import user_stream
from jobfair.outbox.services import current_epoch

STANDS = """
    SELECT (SELECT last FROM outbox_stream WHERE name = %s),
           EXISTS (SELECT 1 FROM django_session WHERE session_key = %s)
"""
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

    One statement looks where the person's stream stands and whether the session is
    there: what ends it after that has a higher number, and is heard.
    """
    session = session_of(scope)
    key = session.get(SESSION_KEY) if session is not None else None
    if key is None:
        return Entry(AnonymousUser(), 0, current_epoch())
    stream = user_stream(UUID(key))
    with connection.cursor() as cursor:
        cursor.execute(STANDS, [stream, session.session_key])
        stands, is_there = cursor.fetchone()
    user = person_in(session) if is_there else AnonymousUser()
    return Entry(user, stands or 0, current_epoch())


def user_of(scope: Mapping[str, Any]) -> Any:
    """The person signed in by the session cookie, or nobody. Reads the database."""
    session = session_of(scope)
    return AnonymousUser() if session is None else person_in(session)


def person_in(session: Any) -> Any:
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
