"""What a person sees when the domain says no outside a form."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from jobfair.common.errors import DomainError, Missing, NotAllowed
from jobfair.web.kept_forms import keep


def add_to_form(form: BaseForm, error: DomainError) -> None:
    """Put the refusal where the person can mend it: on its fields, or above the form."""
    if error.message not in error.fields.values():
        form.add_error(None, error.message)
    for field, sentence in error.fields.items():
        form.add_error(field if field in form.fields else NON_FIELD_ERRORS, sentence)


def say(request: HttpRequest, error: DomainError) -> None:
    """Tell the person on the next page: the refusal, and a sentence for each thing to mend."""
    for sentence in dict.fromkeys([error.message, *error.fields.values()]):
        messages.error(request, sentence)


class DomainErrorMiddleware:
    """A refusal nobody caught: 404 for what may not be seen, else a sentence where one was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if isinstance(error, (NotAllowed, Missing)):
            raise Http404 from error
        keep(request)
        say(request, error)
        return redirect(_came_from(request))


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return referer
    return request.path if request.method == "GET" else "/"
