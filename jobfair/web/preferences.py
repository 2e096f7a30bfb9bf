"""How a person wants pages to look and behave: kept in a cookie, needing neither account nor script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

COOKIE = "jobfair_looks"
COOKIE_AGE = 365 * 24 * 60 * 60  # seconds

SIZES = ("standard", "large", "huge")
THEMES = ("auto", "light", "dark")
SPEECH = ("all", "count", "none")
ON = "on"
OFF = "off"


@dataclass(frozen=True)
class Preferences:
    """What the person chose; every default is what a first visitor sees."""

    size: str = "standard"
    theme: str = "auto"
    contrast: bool = False
    simple: bool = False
    quiet: bool = False
    lean: bool = False
    speech: str = "all"

    CHOICES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "size": SIZES,
        "theme": THEMES,
        "speech": SPEECH,
    }

    @classmethod
    def parse(cls, text: str) -> Preferences:
        """Read a cookie such as ``size=large&contrast=on``; what is unknown or damaged is left out."""
        pairs = (part.partition("=") for part in text.split("&"))
        return cls().with_values({name: value for name, _, value in pairs})

    def serialise(self) -> str:
        """The shortest cookie that parses back to the same preferences."""
        return "&".join(f"{name}={value}" for name, value in self._chosen().items())

    def with_values(self, values: Mapping[str, Any]) -> Preferences:
        """A copy with the known names in ``values`` changed to the known values among them."""
        changes: dict[str, Any] = {}
        for field in fields(self):
            value = values.get(field.name)
            if field.name in self.CHOICES:
                if value in self.CHOICES[field.name]:
                    changes[field.name] = value
            elif value in (ON, OFF):
                changes[field.name] = value == ON
        return replace(self, **changes)

    @cached_property
    def attributes(self) -> SafeString:
        """Attributes of the root element, such as ``data-size="large" data-contrast="on"``."""
        return format_html_join("", ' data-{}="{}"', self._chosen().items())

    def _chosen(self) -> dict[str, str]:
        default = type(self)()
        return {
            field.name: ON if value is True else OFF if value is False else value
            for field in fields(self)
            if (value := getattr(self, field.name)) != getattr(default, field.name)
        }


def save(response: HttpResponse, preferences: Preferences, *, secure: bool) -> None:
    """Keep the preferences for a year, or forget the cookie when nothing differs from the defaults."""
    text = preferences.serialise()
    if not text:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE, text, max_age=COOKIE_AGE, secure=secure, httponly=True, samesite="Lax"
    )


class PreferencesMiddleware(MiddlewareMixin):
    """Sets ``request.preferences`` from the cookie, and tells caches that pages differ by it."""

    def process_request(self, request: HttpRequest) -> None:
        request.preferences = Preferences.parse(request.COOKIES.get(COOKIE, ""))  # type: ignore[attr-defined]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        patch_vary_headers(response, ("Cookie",))
        return response
