"""The person's own settings: one page, and one address that changes them from any page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from jobfair.web import preferences
from jobfair.web.access import public
from jobfair.web.views.frame import choices


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every preference with its meaning, as one form."""
    groups = choices.groups(request.preferences)  # type: ignore[attr-defined]
    return render(request, "pages/preferences.html", {"groups": groups, "next": _way_back(request)})


# No token: it would put a cookie on every public page and make it uncacheable, and all a stranger
# could do here is change the size of somebody's letters.
@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change the preferences named in the form or the link, and return to where the person was."""
    values = request.POST if request.method == "POST" else request.GET
    response = HttpResponseRedirect(_way_back(request))
    changed = request.preferences.with_values(values)  # type: ignore[attr-defined]
    preferences.save(response, changed, secure=request.is_secure())
    language = values.get("language", "")
    if language:
        _keep_language(response, language, secure=request.is_secure())
    if "announce" in values:
        with override(language if check_for_language(language) else None):
            messages.success(request, _("设置已保存。"))
    return response


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else reverse("web:home")


def _keep_language(response: HttpResponse, language: str, *, secure: bool) -> None:
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=preferences.COOKIE_AGE,
            secure=secure,
            samesite="Lax",
        )
