"""What the sign-in library is told about the second step."""

from base64 import b64decode, b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict
from jobfair.common.sealing import Unreadable, can_seal, seal, unseal
from jobfair.web.sign_in import words

#: What stands before a secret that is sealed; no secret has such a sign in it.
SEALED = "sealed:"
ABOUT = "mfa_authenticator.data"


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps the secrets sealed, so that who has the database cannot take the second step."""

    error_messages = DefaultMFAAdapter.error_messages | words.SECOND_STEP_ERRORS

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(getattr(user, "email", "") or getattr(user, "spoken_phone", "") or user)

    def encrypt(self, text: str) -> str:
        """Without a key a second step still helps against a password that became known."""
        if not can_seal():
            return text
        return SEALED + b64encode(seal(text.encode(), about=ABOUT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret, or return one from before there was a key; Conflict if no key opens it."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        try:
            return unseal(b64decode(encrypted_text.removeprefix(SEALED)), about=ABOUT).decode()
        except Unreadable:
            raise Conflict(
                "second_step_unreadable",
                _("现在核对不了您的第二步验证。请告诉管理这个网站的人：SEALING_KEY 换过了。"),
            ) from None
