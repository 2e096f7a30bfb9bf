"""The library's forms with our fields, words and patience."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.accounts.services import enrol
from jobfair.web.sign_in.fields import AddressField, CodeField, EmailField, PhoneField, is_email
from jobfair.web.sign_in.waiting import require_room

NAME_HINT = _("别人怎么称呼您，例如“小林”或“林女士”。可以不是真名。")


def name_field() -> forms.CharField:
    """How a person wants to be addressed."""
    return forms.CharField(
        label=_("称呼"),
        max_length=60,
        help_text=NAME_HINT,
        error_messages={"required": _("请填写称呼。")},
        widget=forms.TextInput({"autocomplete": "nickname", "class": "input--medium"}),
    )


def password_field(*, new: bool) -> forms.CharField:
    """One password, typed once: it can be shown while typing."""
    return forms.CharField(
        label=_("新密码") if new else _("密码"),
        strip=False,
        help_text=_("至少 8 个字符。不要只用常见的词或数字。") if new else "",
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(
            {
                "autocomplete": "new-password" if new else "current-password",
                "data-controller": "reveal",
                "data-show": _("显示密码"),
                "data-hide": _("隐藏密码"),
                "class": "input--medium",
            }
        ),
    )


class SignInForm(account.LoginForm):
    """One field: the address a code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(
            help_text=_("我们会发给您一个 6 位验证码，不用记密码。")
        )

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        require_room(self.request, "request_login_code", email or phone or "")
        self.user = person_at(email, phone)
        return self.cleaned_data


class PasswordSignInForm(account.LoginForm):
    """The address and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(is_told=False)
        self.fields["password"] = password_field(new=False)

    def _setup_password_field(self) -> None:
        """Keep it: only signing up does without."""


class SignUpForm(account.SignupForm):
    """A name to be called by, and one address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = AddressField(help_text=_("用来登录和接收通知，不会公开。"))
        self.fields = {"name": name_field(), "login": address}
        self.initial.setdefault("login", self.initial.get("email", ""))

    def clean(self) -> dict[str, Any]:
        address = self.cleaned_data.get("login", "")
        self.cleaned_data |= {"email": None, "phone": None}
        if is_email(address):
            require_room(context.request, "confirm_email", address, dry_run=True)
            self.cleaned_data["email"] = self.validate_unique_email(address)
        elif address:
            require_room(context.request, "verify_phone", address, dry_run=True)
            self.cleaned_data["phone"] = address
        return super().clean()

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        """As the library's; two sign-ups at the same instant end as one with an account."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by the library inside `save`."""
        enrol(user=user, name=self.cleaned_data["name"])


class CodeMixin:
    """The code field of every page that asks for one."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(help_text=_("6 位数字，10 分钟内有效。可以直接粘贴。"))


class LoginCodeForm(CodeMixin, account.ConfirmLoginCodeForm):
    """The code sent to sign in."""


class EmailCodeForm(CodeMixin, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an e-mail address."""


class PhoneCodeForm(CodeMixin, account.VerifyPhoneForm):
    """The code that proves a telephone number."""


class NewEmailForm(account.AddEmailForm):
    """Another e-mail address in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(
            label=_("新的电子邮箱"), help_text=_("我们会发验证码到新邮箱，验证后才换。")
        )

    def clean_email(self) -> str:
        address = super().clean_email()
        require_room(context.request, "confirm_email", address, dry_run=True)
        return address


class NewPhoneForm(account.ChangePhoneForm):
    """Another telephone number in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = PhoneField(
            is_told=True, help_text=_("我们会发短信验证码，验证后才换。")
        )

    def clean_phone(self) -> str:
        number = super().clean_phone()
        require_room(context.request, "verify_phone", number, dry_run=True)
        return number


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password, and the new one once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "oldpassword": password_field(new=False),
            "password1": new_password_field(self.user),
        }
        self.fields["oldpassword"].label = _("现在的密码")


class NewPasswordForm(account.SetPasswordForm):
    """A new password, once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"password1": new_password_field(self.user)}


class PasswordAgainForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(new=False)


def second_step_field() -> CodeField:
    return CodeField(help_text=_("打开验证器应用，填写 6 位数字；也可以填一个备用码。"))


class SecondStepForm(second_step.AuthenticateForm):
    """The code of the authenticator application, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = second_step_field()


class SecondStepAgainForm(second_step.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = second_step_field()


class TurnOnSecondStepForm(totp.ActivateTOTPForm):
    """The first code of an authenticator application."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(help_text=_("验证器应用里显示的 6 位数字。"))


class NewPasswordField(forms.CharField):
    """Asks the password rules, knowing whose password it is."""

    user: AbstractBaseUser | None = None

    def clean(self, value: Any) -> str:
        return get_adapter().clean_password(super().clean(value), user=self.user)


def new_password_field(user: AbstractBaseUser | None) -> NewPasswordField:
    plain = password_field(new=True)
    field = NewPasswordField(
        label=plain.label,
        strip=False,
        help_text=plain.help_text,
        error_messages={"required": _("请填写密码。")},
        widget=plain.widget,
    )
    field.user = user
    return field


def person_at(email: str | None, phone: str | None) -> AbstractBaseUser | None:
    """Whose address it is. Their e-mail address is noted, so that the code can prove it."""
    if phone:
        return get_adapter().get_user_by_phone(phone)
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    if not users:
        return None
    sync_user_email_address(users[0])
    return users[0]
