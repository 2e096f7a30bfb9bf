"""What the sign-in library is told about our people, words and channels."""

from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.accounts.services import recheck_sockets, revoke_tokens
from jobfair.common.sms import send_sms
from jobfair.web import kept_forms
from jobfair.web.formatting import moment
from jobfair.web.sign_in import words
from jobfair.web.sign_in.fields import PhoneField
from jobfair.web.sign_in.landing import landing_page
from jobfair.web.sign_in.recently import signed_in_recently
from jobfair.web.sign_in.unavailable import unavailable
from jobfair.web.sign_in.waiting import APP, seconds_to_wait, too_many

EMAIL_STAGE = "allauth.account.stages.EmailVerificationStage"
OUR_EMAIL_STAGE = "jobfair.web.sign_in.stages.EmailVerificationStage"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: pages are pages, and programs use the API."""
        return False

    def get_login_stages(self) -> list[str]:
        stages = super().get_login_stages()
        return [OUR_EMAIL_STAGE if stage == EMAIL_STAGE else stage for stage in stages]

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            kept_forms.sign_out(request, user.pk)
            recheck_sockets(user)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        if isinstance(user, User):
            recheck_sockets(user)
            revoke_tokens(user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Another address is another way in: keys made before hold no longer."""
        is_confirmed: bool = super().confirm_email(request, email_address)
        if is_confirmed and isinstance(request.user, User):
            revoke_tokens(request.user)
        return is_confirmed

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_page(request.user)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return landing_page(request.user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("web:me")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("web:me")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what helps: the library's other messages repeat what the page shows."""
        sentence = message or words.MESSAGES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    # Mail

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """From `templates/mail/`: the first line is the subject, the rest the text."""
        name = template_prefix.rpartition("/")[2].removesuffix("_signup")
        context = context | {"login_url": self.request.build_absolute_uri(reverse("account_login"))}
        subject, _empty, body = render_to_string(f"mail/{name}.txt", context).partition("\n")
        to = [email] if isinstance(email, str) else email
        return EmailMessage(
            subject.strip(), body.strip() + "\n", self.get_from_email(), to, headers=headers
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            raise ImmediateHttpResponse(unavailable(self.request, "mail")) from error

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person that something about their account changed, in case it was not they."""
        address, what = email or getattr(user, "email", None), words.NOTICES.get(template_prefix)
        if address and what:
            facts = {"what": what, "when": moment(timezone.localtime(), year=True)}
            self.send_mail("account_changed", address, facts)

    # Telephone

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(required=kwargs.get("required", True))

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        if user.phone != phone:
            revoke_tokens(user)
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def send_verification_code_sms(
        self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any
    ) -> None:
        send_sms(phone, str(words.SMS_CODE) % {"code": code})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        send_sms(phone, str(words.SMS_UNKNOWN))

    def send_account_already_exists_sms(self, phone: str) -> None:
        send_sms(phone, str(words.SMS_EXISTS))

    # Being sure who it is

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask once more only when signing in was long ago."""
        return not signed_in_recently(self.request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return (credentials.get("email") or credentials.get("phone") or "").lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; the refusal says how long to wait."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        self._login_failed_rl_usage = ratelimit.consume(
            request, app=APP, action="login_failed", key=key
        )
        if not self._login_failed_rl_usage:
            raise too_many(seconds_to_wait(request, "login_failed", key))
