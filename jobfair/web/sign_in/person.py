"""Who asks, read together with the session."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jobfair.accounts.sessions import person_in


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, which asks for the session, the account and its roles by one statement."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person_in(request.session))  # type: ignore[assignment, arg-type]
