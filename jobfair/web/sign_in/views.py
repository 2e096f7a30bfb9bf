"""The library's pages where ours behave otherwise."""

import time
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import RateLimited
from allauth.mfa.totp import views as totp
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from jobfair.web.kept_forms import forget, kept
from jobfair.web.sign_in.forms import NewPasswordForm, PasswordSignInForm
from jobfair.web.sign_in.recently import signed_in_recently
from jobfair.web.sign_in.waiting import in_words, resend_wait


class StayMixin:
    """The page opens even while a code is awaited: nobody is trapped on the code's page."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None


class KeptMixin:
    """What was typed and could not be taken stands in the form again."""

    request: HttpRequest

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()  # type: ignore[misc]
        typed = kept(self.request) if self.request.method == "GET" else None
        return initial | (typed.dict() if typed else {})

    def form_valid(self, form: forms.Form) -> HttpResponse:
        forget(self.request)
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class SignInView(KeptMixin, StayMixin, account.LoginView):
    """One address, to which a code is sent."""


class PasswordSignInView(KeptMixin, StayMixin, account.LoginView):
    """Address and password; the address may come along from the other way."""

    template_name = "account/login_password.html"

    def get_form_class(self) -> type[forms.Form]:
        return PasswordSignInForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "ask" not in request.POST:
            return super().post(request, *args, **kwargs)
        typed = {"login": request.POST.get("login", "")[:254]}
        form = PasswordSignInForm(request=request, initial=typed)
        return self.render_to_response(self.get_context_data(form=form))


class ForgottenView(SignInView):
    """A forgotten password: sign in by code, then choose a new one."""

    template_name = "account/password_forgotten.html"

    def get_success_url(self) -> str:
        return reverse("account_set_password")


class SignUpView(KeptMixin, StayMixin, account.SignupView):
    """A name and an address."""


class ResendMixin:
    """Another code may be asked for after a minute, and lives as long as the first."""

    request: HttpRequest
    here: str

    def _waiting(self) -> Any:
        return getattr(self, "_process", None) or getattr(self, "process", None)

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        process = self._waiting()
        wait = resend_wait(process.state["at"])
        if wait:
            sentence = _("刚刚发过。请%(wait)s后再重新发送。") % {"wait": in_words(wait)}
            messages.warning(self.request, sentence)
        else:
            self._send_again(process)
        return redirect(self.request.get_full_path())

    def _send_again(self, process: Any) -> None:
        process.state["at"] = time.time()
        process.record_resend()
        try:
            self._send(process)
        except RateLimited:
            messages.error(self.request, _("发得太频繁了。请 10 分钟后再试。"))
            return
        process.persist()
        messages.success(self.request, _("新的验证码已发出，旧的作废。"))

    def _send(self, process: Any) -> None:
        """The same work whether or not the address is known, so that nobody can tell."""
        process.send()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        state = self._waiting().state
        context["resend_wait"] = resend_wait(state["at"])
        context["resend_wait_words"] = in_words(context["resend_wait"])
        context["tries_left"] = settings.CODE_TRIES - state["failed_attempts"]
        return context


class LoginCodeView(ResendMixin, account.ConfirmLoginCodeView):
    """The code sent to sign in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if (
            request.method == "GET"
            and response.status_code == 302
            and not request.user.is_authenticated
        ):
            messages.warning(request, _("验证码已经过期或用过了。请重新发送一个。"))
            return redirect(self.passthrough_next_url(reverse("account_login")))
        return response


class EmailCodeView(ResendMixin, account.ConfirmEmailVerificationCodeView):
    """The code that proves an e-mail address, at sign-up or for a new one."""

    def _send(self, process: Any) -> None:
        process.generate_code()
        process.send()


class SignUpPhoneCodeView(ResendMixin, account._VerifyPhoneSignupView):
    """The code that proves a telephone number at sign-up."""


class NewPhoneCodeView(ResendMixin, account._VerifyPhoneChangeView):
    """The code that proves a new telephone number."""

    def respond_process_succeeded(self, form: forms.Form) -> HttpResponse:
        return redirect("web:me")


def phone_code(request: HttpRequest) -> HttpResponseBase:
    view = NewPhoneCodeView if request.user.is_authenticated else SignUpPhoneCodeView
    return view.as_view()(request)


class EmailView(KeptMixin, account.EmailView):
    """Another e-mail address in place of the present one."""


class PhoneView(KeptMixin, account.ChangePhoneView):
    """Another telephone number in place of the present one."""


class SetPasswordView(account.PasswordSetView):
    """A first password, or a new one right after signing in by code."""

    def get_form_class(self) -> type[forms.Form]:
        return NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and signed_in_recently(request, method="code"):
            return FormView.dispatch(self, request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)


class TurnOnSecondStepView(totp.ActivateTOTPView):
    """The digits that turn the second step on also prove who it is, for the pages that follow."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)
        return response
