"""What the sign-in library is told about the second step."""

from base64 import b64decode, b64encode
from uuid import UUID

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict
from jobfair.common.sealing import Unreadable, can_seal, seal, unseal
from jobfair.web.sign_in import words

#: What stands before a secret that is sealed, and before the person it is bound to; no secret has
#: such a sign in it. Older ones are bound to nobody, until `manage.py reseal` has gone over them.
SEALED, BOUND = "sealed:", "sealed-for:"
ABOUT = "mfa_authenticator.data"


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps the secrets sealed, so that who has the database cannot take the second step."""

    error_messages = DefaultMFAAdapter.error_messages | words.SECOND_STEP_ERRORS

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(getattr(user, "email", "") or getattr(user, "spoken_phone", "") or user)

    def encrypt(self, text: str) -> str:
        """For whoever is signed in: nobody turns on another person's second step.

        Without a key a second step still helps against a password that became known.
        """
        return sealed(text, context.request.user.pk) if can_seal() else text

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret where it stands; Conflict if no key opens it, or if it was moved there."""
        try:
            return opened(encrypted_text, _holder(encrypted_text))
        except Unreadable:
            raise Conflict(
                "second_step_unreadable",
                _("现在核对不了您的第二步验证。请告诉管理这个网站的人：SEALING_KEY 换过了。"),
            ) from None


def sealed(text: str, user: UUID) -> str:
    """A secret as it is kept: it opens only for this person."""
    return BOUND + b64encode(seal(text.encode(), about=_about(user))).decode()


def opened(kept: str, user: UUID | None) -> str:
    """A secret that this person holds, also one from before it was sealed or bound; or Unreadable."""
    if kept.startswith(BOUND):
        return unseal(b64decode(kept.removeprefix(BOUND)), about=_about(user)).decode()
    if kept.startswith(SEALED):
        return unseal(b64decode(kept.removeprefix(SEALED)), about=ABOUT).decode()
    return kept


def _about(user: UUID | None) -> str:
    return f"{ABOUT} {user.hex if user else 'nobody'}"


def _holder(kept: str) -> UUID | None:
    """In whose row it stands: no two secrets are sealed alike, so one in two rows was copied."""
    rows = Authenticator.objects.filter(Q(data__secret=kept) | Q(data__seed=kept))
    holders = list(rows.values_list("user", flat=True)[:2])
    return holders[0] if len(holders) == 1 else None
