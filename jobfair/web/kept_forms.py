"""What a person typed, kept on the server when the form could not be taken.

A form that arrives after the session ended, or that meets an error of ours, is kept in
the session under its address. The page of that address shows it again, filled and not
yet saved; the next form sent from there replaces it. An address that only takes a form is
marked by `shown_where_it_stood`: the page with that form asks for what is kept there.
Files are not kept.

It is shown to whoever typed it. What a visitor typed is nobody's yet: whoever signs in
goes on with it. A page that was open when somebody signed out is still that person's,
also when the next one signs in on the same device: signing out ends its token.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from inspect import getclosurevars, isfunction
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import Error as DatabaseError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import rotate_token
from django.urls import resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from jobfair.common.away import is_away

NAME = "kept_forms"
SIGNED_OUT = "signed_out"
MOST = 3
LARGEST = 32 * 1024  # characters of one encoded form
#: What is stored sealed or not at all.
SECRETS = frozenset("code secret disability_category".split())
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a name
DISCARD = "discard"

F = TypeVar("F", bound=BaseForm)
View = Callable[..., Any]


def keep(request: HttpRequest, *, is_stale: bool = False) -> bool:
    """Keep what was posted; False when there is nothing, or too much.

    `is_stale`: the page it stood on is of an earlier session.
    """
    typed = request.POST.copy()
    for name in [name for name in typed if name == TOKEN or is_secret(name)]:
        del typed[name]
    text = typed.urlencode()
    if request.method != "POST" or not text or len(text) > LARGEST:
        return False
    others = {path: kept for path, kept in _all(request).items() if path != request.path}
    newest = dict(list(others.items())[-(MOST - 1) :])
    request.session[NAME] = newest | {
        request.path: {
            "typed": text,
            "at": timezone.now().isoformat(),
            "by": _who(request) or (request.session.get(SIGNED_OUT, "") if is_stale else ""),
        }
    }
    return True


def is_secret(name: str) -> bool:
    return name in SECRETS or "password" in name


def page_of(request: HttpRequest) -> str:
    """The page to come back to: for a form, the one it stood on."""
    if request.method == "POST" and (page := _stood_on(request)):
        return page
    return request.get_full_path()


def shown_where_it_stood(view: View) -> View:
    """Of an address without a page of its own: the page its form stands on shows what is kept."""
    view.is_shown_elsewhere = True  # type: ignore[attr-defined]
    return view


def page_that_shows(request: HttpRequest) -> str:
    """Where what is kept of this form can be read again; nothing where that is nowhere."""
    view = resolve(request.path_info).func
    if getattr(view, "is_shown_elsewhere", False):
        return _stood_on(request)
    return request.path if _opens_as_page(view) else ""


def _stood_on(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    return urlunsplit(urlsplit(referer)._replace(scheme="", netloc="", fragment=""))


def _opens_as_page(view: View | None) -> bool:
    """Whether an address can be asked for: none of the guards around the view takes POST alone."""
    while isfunction(view):
        methods = getclosurevars(view).nonlocals.get("request_method_list", ["GET"])
        if "GET" not in methods:
            return False
        view = getattr(view, "__wrapped__", None)
    return True


def sign_out(request: HttpRequest, person: UUID) -> None:
    """Remember whose pages still stand open on this device; they cannot be sent as they are."""
    request.session[SIGNED_OUT] = str(person)
    rotate_token(request)


def kept(request: HttpRequest, at: str = "") -> QueryDict | None:
    """What is kept for this address, or the one it is sent to, of this person or of nobody yet."""
    entry = _all(request).get(at or request.path)
    if entry is None or entry.get("by", "") not in ("", _who(request)):
        return None
    return QueryDict(entry["typed"])


def forget(request: HttpRequest) -> None:
    forms = _all(request)
    if request.path in forms:
        request.session[NAME] = {path: kept for path, kept in forms.items() if path != request.path}


def kept_at(request: HttpRequest, at: str) -> dict[str, Any]:
    """The same as what a form begins with."""
    typed = kept(request, at)
    return typed.dict() if typed else {}


def status_of(form: BaseForm) -> int:
    """422 when it was sent and has to be mended; what is only kept is a page like others."""
    return 422 if form.errors and not getattr(form, "is_kept", False) else 200


def form_of(
    request: HttpRequest, form_class: type[F], *, may_discard: bool = False, **arguments: Any
) -> F:
    """The form as posted, as kept for this address (`is_kept`), or as it stands.

    `may_discard`: the page itself says that it is kept, with a button for what is stored.
    """
    typed = request.POST if request.method == "POST" else kept(request)
    form = form_class(data=typed, **arguments)
    form.is_kept = request.method != "POST" and typed is not None  # type: ignore[attr-defined]
    form.may_discard = may_discard  # type: ignore[attr-defined]
    if request.method == "POST":
        forget(request)
    return form


def is_discarded(request: HttpRequest) -> bool:
    """The person prefers what is stored to what was kept."""
    if request.method != "POST" or request.POST.get("action") != DISCARD:
        return False
    forget(request)
    return True


class KeptFormsMiddleware:
    """Keeps what a signed-in person posted when our code fails on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        is_told = isinstance(error, (Http404, PermissionDenied, SuspiciousOperation))
        if is_told or is_away(error):
            return  # of a database that is away, the page that says so gives it back
        with suppress(DatabaseError):  # the store itself may be what failed
            if request.user.is_authenticated and keep(request):
                request.session.save()  # Django saves no session with an answer of 500


def came_from_here(request: HttpRequest) -> bool:
    """The browser vouches that a page of this site posted, and no other's."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.netloc == request.get_host()


def _who(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""


def _all(request: HttpRequest) -> dict[str, dict[str, str]]:
    return request.session.get(NAME, {})
