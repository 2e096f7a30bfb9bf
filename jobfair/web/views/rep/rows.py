"""Where the pages of this package look for the thing in their address."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from jobfair.accounts.models import Employer, User
from jobfair.booths.models import Booth, Material, Position


def person(request: HttpRequest) -> User:
    """Who is signed in; the guards let nobody else in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - for the type checker
    return user


def employers() -> QuerySet[Employer]:
    return Employer.objects.select_related("organiser", "logo", "former_logo")


def booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer__logo", "zone")


def positions() -> QuerySet[Position]:
    rows = Position.objects.select_related("booth__fair__organiser", "booth__employer", "job_type")
    return rows.prefetch_related("provision_rows")


def materials() -> QuerySet[Material]:
    return Material.with_removed.select_related("booth__fair", "booth__employer", "picture")
