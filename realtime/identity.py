"""Who opens a socket, from the cookie of the page that opened it, and from where."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser

Sessions = import_module(settings.SESSION_ENGINE).SessionStore


def header(scope: Mapping[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def is_same_origin(scope: Mapping[str, Any]) -> bool:
    """Only our own pages open sockets: exact scheme, host and port of SITE_URL or of the request."""
    origin = header(scope, b"origin")
    scheme = "https" if settings.SECURE else "http"
    return origin in (settings.SITE_URL, f"{scheme}://{header(scope, b'host')}")


def user_of(scope: Mapping[str, Any]) -> Any:
    """The person signed in by the session cookie, or nobody. Reads the database."""
    try:
        cookies = SimpleCookie(header(scope, b"cookie"))
    except CookieError:
        return AnonymousUser()
    cookie = cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie is None:
        return AnonymousUser()
    user = get_user(SimpleNamespace(session=Sessions(cookie.value)))  # type: ignore[arg-type]
    return user if user.is_active else AnonymousUser()
