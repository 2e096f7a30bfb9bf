"""The administration asks for the same second step as an organiser's desk."""

from collections.abc import Callable

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from jobfair.accounts.models import User

Page = Callable[..., HttpResponseBase]


def protect(site: AdminSite) -> None:
    """By our own sign-in, and open only to who has turned the second step on where it is set."""
    opens = site.has_permission
    site.has_permission = lambda request: opens(request) and not _lacks(request)  # type: ignore[method-assign]
    site.login = _after_second_step(secure_admin_login(site.login))  # type: ignore[method-assign, assignment]


def _after_second_step(login: Page) -> Page:
    def asked(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        if isinstance(request.user, User) and request.user.is_staff and _lacks(request):
            return redirect("mfa_activate_totp")
        return login(request, **kwargs)

    return asked


def _lacks(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.lacks_second_step
