"""The sign-in pages we use; the library's others are not routed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache

from jobfair.web.access import public, signed_in
from jobfair.web.sign_in import views
from jobfair.web.sign_in.recently import surely_oneself
from jobfair.web.sign_in.unavailable import unavailable
from jobfair.web.sign_in.waiting import counters_answer

Page = Callable[..., HttpResponseBase]


def entrance(view: Page) -> Page:
    """Open to all, and closed while tries cannot be counted."""

    @never_cache
    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not counters_answer():
            return unavailable(request, "counters")
        return view(request, *args, **kwargs)

    return public(counted)


def own(view: Page) -> Page:
    """A page of the person's own account, never kept by a shared cache."""
    return signed_in(never_cache(view))


def sure(view: Page) -> Page:
    """One by which the ways into the account change: who it is was proved a short while ago."""
    return own(surely_oneself(view))


def leaving_nothing(view: Page) -> Page:
    """Whoever comes next to this browser finds no page of this person's by going back."""

    @wraps(view)
    def cleared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"cache"'
        return response

    return cleared


urlpatterns = [
    path("login/", entrance(views.SignInView.as_view()), name="account_login"),
    path(
        "login/password/",
        entrance(views.PasswordSignInView.as_view()),
        name="account_login_password",
    ),
    path("login/code/", entrance(views.LoginCodeView.as_view()), name="account_confirm_login_code"),
    path("login/second-step/", entrance(second_step.authenticate), name="mfa_authenticate"),
    path("signup/", entrance(views.SignUpView.as_view()), name="account_signup"),
    path("forgotten/", entrance(views.ForgottenView.as_view()), name="account_reset_password"),
    path("logout/", public(leaving_nothing(account.logout)), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path(
        "email/code/",
        entrance(views.EmailCodeView.as_view()),
        name="account_email_verification_sent",
    ),
    path("phone/code/", entrance(views.phone_code), name="account_verify_phone"),
    path("email/", sure(views.EmailView.as_view()), name="account_email"),
    path("phone/", sure(views.PhoneView.as_view()), name="account_change_phone"),
    path("password/", own(account.password_change), name="account_change_password"),
    path("password/new/", sure(views.SetPasswordView.as_view()), name="account_set_password"),
    path("again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("second-step/", own(second_step.index), name="mfa_index"),
    path("second-step/again/", own(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("second-step/on/", sure(views.TurnOnSecondStepView.as_view()), name="mfa_activate_totp"),
    path("second-step/off/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-step/recovery/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "second-step/recovery/new/",
        own(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/recovery/download/",
        own(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
