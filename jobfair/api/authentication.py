"""Programs bring a key; pages bring their session."""

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from jobfair.accounts.models import User
from jobfair.accounts.services import person_behind


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer jobfair_…`."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        kind, _space, secret = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer":
            return None
        user = person_behind(secret.decode("latin-1").strip())
        if user is None:
            raise AuthenticationFailed(_("这个密钥不对，或者已经删掉。"))
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
