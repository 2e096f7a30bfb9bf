"""Deny by default: every page names who may open it.

A view carries its rule in `view.rule`; a test walks all addresses and fails for one
without. What a person may not see answers 404, as if it were not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
Predicate = Callable[[Any, Any], bool]


def public(view: View) -> View:
    """Anybody may open this page."""
    view.rule = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anybody with an account; others are asked to sign in and come back."""
    guarded = login_required(view)
    guarded.rule = "signed_in"  # type: ignore[attr-defined]
    return guarded


def opens(name: str, rows: Callable[[], QuerySet[Any]], may: Predicate) -> Callable[[View], View]:
    """The page of one thing: `<id:name>` in the address becomes the thing itself.

    `rows` gives the queryset to look in, `may(user, thing)` decides; either failing is 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            kwargs[name] = found(rows(), kwargs[name], request, may)
            return view(request, *args, **kwargs)

        guarded.rule = may.__name__  # type: ignore[attr-defined]
        return guarded

    return decorate


def opens_at_desk(
    name: str, rows: Callable[[], QuerySet[Any]], may: Predicate
) -> Callable[[View], View]:
    """As `opens`, for people with a role: a visitor is asked to sign in first."""

    def decorate(view: View) -> View:
        inner = opens(name, rows, may)(view)
        guarded = login_required(inner)
        guarded.rule = may.__name__  # type: ignore[attr-defined]
        return guarded

    return decorate


def found(rows: QuerySet[Any], key: UUID, request: HttpRequest, may: Predicate) -> Model:
    thing = rows.filter(pk=key).first()
    if thing is None or not may(request.user, thing):
        raise Http404
    return thing
