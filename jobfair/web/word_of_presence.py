"""A rep who looks at any page is still there: what they said by form holds anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.services import keep_word

#: What a page fetches when something has happened, whether or not anybody looks at it.
BY_ITSELF = {"web:navigation"}


class WordOfPresenceMiddleware(MiddlewareMixin):
    """Keeps the word "we are at the booth" with every page a rep opens."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if _is_look(request) and response.get("Content-Type", "").startswith("text/html"):
            user = request.user
            if isinstance(user, User) and roles_of(user).any(Role.REP):
                keep_word(user)
        return response


def _is_look(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "GET" and not (match and match.view_name in BY_ITSELF)
