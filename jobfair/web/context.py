"""What every page is given besides its own view's context."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from jobfair.web.preferences import Preferences

HTML_LANGUAGES = {"zh-hans": "zh-Hans-CN", "en": "en"}


def looks_of(request: HttpRequest) -> dict[str, Any]:
    """The frame's data, which needs no database: preferences, language of the page, the way back.

    `trail` takes the breadcrumb's links as they are written, for what stands below them.
    """
    return {
        "preferences": getattr(request, "preferences", Preferences()),
        "html_lang": HTML_LANGUAGES.get(get_language() or "", "zh-Hans-CN"),
        "here": request.get_full_path(),
        "trail": [],
    }
