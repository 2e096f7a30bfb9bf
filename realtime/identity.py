"""Who opens a socket, from the cookie of the page that opened it, and from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http.cookie import parse_cookie
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.common.rows import find_all
from jobfair.outbox.services import current_epoch

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
STANDS = """
    SELECT (SELECT last FROM outbox_stream WHERE name = %s),
           EXISTS (SELECT 1 FROM django_session WHERE session_key = %s),
           (SELECT value FROM outbox_epoch WHERE id = 1)
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
    kept = {} if session is None else _kept_in(session)
    if SESSION_KEY not in kept:
        return Entry(AnonymousUser(), 0, current_epoch())
    key = UUID(kept[SESSION_KEY])
    with connection.cursor() as cursor:
        cursor.execute(STANDS, [user_stream(key), session.session_key])
        stands, is_there, epoch = cursor.fetchone()
    user = _person(session, kept, key) if is_there else AnonymousUser()
    return Entry(user, stands or 0, epoch or current_epoch())


def _kept_in(session: Any) -> Mapping[str, Any]:
    """What the session keeps, as its store would read it; nothing where there is none."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(SESSION, [session.session_key, now])
        row = cursor.fetchone()
    return session.decode(row[0]) if row else {}


def _person(session: Any, kept: Mapping[str, Any], key: UUID) -> Any:
    """What `person_in` says, by one plain statement where the session proves itself at once."""
    for user in find_all(User, ["id"], [(key,)]):
        proof = constant_time_compare(kept.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
        is_known = kept.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        if proof and is_known and user.is_active:
            return user
    return person_in(session)


def user_of(scope: Mapping[str, Any]) -> Any:
    """The person signed in by the session cookie, or nobody. Reads the database."""
    session = session_of(scope)
    return AnonymousUser() if session is None else person_in(session)


def person_in(session: Any) -> Any:
    user = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
    return user if user.is_active else AnonymousUser()


def session_of(scope: Mapping[str, Any]) -> Any:
    """The session that the cookie names, unread; None without a cookie."""
    key = parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)
    return None if key is None else Sessions(key)
