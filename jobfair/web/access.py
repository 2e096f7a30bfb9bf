"""Deny by default: every page names who may open it.

A view carries its rule in `view.rule`; a test walks all addresses and fails for one
without. What a person may not see answers 404, as if it were not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.web.kept_forms import keep, page_of

View = Callable[..., HttpResponseBase]
Predicate = Callable[[Any, Any], bool]
Find = Callable[[UUID], Model | None]


class SignedInRequest(HttpRequest):
    """A request behind a guard: nobody comes this far without having signed in."""

    user: User


def public(view: View) -> View:
    """Anybody may open this page."""
    view.rule = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anybody with an account; others are asked to sign in and come back."""
    guarded = asking_to_sign_in(view)
    guarded.rule = "signed_in"  # type: ignore[attr-defined]
    return guarded


def asking_to_sign_in(view: View) -> View:
    """A visitor signs in and comes back; what was posted is kept and found there, filled."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        keep(request)
        return redirect_to_login(page_of(request))

    return guarded


def opens(name: str, rows: Callable[[], QuerySet[Any]], may: Predicate) -> Callable[[View], View]:
    """The page of one thing: `<id:name>` in the address becomes the thing itself.

    `rows` gives the queryset to look in, `may(user, thing)` decides; either failing is 404.
    """
    # One row at most: there is nothing to put in order.
    return opens_found(name, lambda key: next(iter(rows().filter(pk=key)), None), may)


def opens_found(name: str, find: Find, may: Predicate) -> Callable[[View], View]:
    """As `opens`, of a thing that is looked for in a way of its own."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            thing = find(kwargs[name])
            if thing is None or not may(request.user, thing):
                raise Http404
            return view(request, *args, **kwargs | {name: thing})

        guarded.rule = may.__name__  # type: ignore[attr-defined]
        return guarded

    return decorate


def opens_at_desk(
    name: str, rows: Callable[[], QuerySet[Any]], may: Predicate
) -> Callable[[View], View]:
    """As `opens`, for people with a role: a visitor is asked to sign in first."""
    return at_desk(opens(name, rows, may))


def at_desk(guard: Callable[[View], View]) -> Callable[[View], View]:
    """This guard, before which a visitor is asked to sign in."""

    def decorate(view: View) -> View:
        inner = guard(view)
        guarded = asking_to_sign_in(inner)
        guarded.rule = inner.rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def for_role(*roles: Role) -> Callable[[View], View]:
    """The page of everybody who holds one of the roles anywhere; a visitor is asked to sign in first."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            held = roles_of(request.user)
            if not any(held.any(role) for role in roles):
                raise Http404
            return view(request, *args, **kwargs)

        protected = asking_to_sign_in(guarded)
        protected.rule = f"holds_{'_or_'.join(roles)}"  # type: ignore[attr-defined]
        return protected

    return decorate
