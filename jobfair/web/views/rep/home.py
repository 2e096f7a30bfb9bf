from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jobfair.accounts.models import Employer
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth
from jobfair.booths.presence import BoothPresence, presence_of
from jobfair.booths.readiness import missing_for_booth
from jobfair.common.readiness import Missing
from jobfair.web.access import signed_in
from jobfair.web.booth_words import booth_words
from jobfair.web.views.rep.rows import booths, employers, person


@dataclass(frozen=True)
class BoothRow:
    """A booth on the home page, with what comes next."""

    booth: Booth
    missing: list[Missing]
    presence: BoothPresence
    seen: str
    returned: int


@dataclass(frozen=True)
class EmployerRow:
    """An employer, its booths at coming fairs, and those of fairs gone by."""

    employer: Employer
    missing: list[Missing]
    coming: list[BoothRow]
    past: list[Booth]


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """My employers, their booths, and what is next."""
    wanted = booths().prefetch_related("positions", "sessions", "staffing")
    rows = employers().filter(pk__in=person(request).roles.bodies(Role.REP)).order_by("name")
    rows = rows.prefetch_related(Prefetch("booths", wanted.order_by("fair__starts_at")))
    return render(request, "rep/home.html", {"rows": [_row(employer) for employer in rows]})


def _row(employer: Employer) -> EmployerRow:
    booths = list(employer.booths.all())
    coming = [booth for booth in booths if not booth.fair.is_over]
    past = [booth for booth in reversed(booths) if booth.fair.is_over]
    return EmployerRow(employer, missing_for_employer(employer), [_next(b) for b in coming], past)


def _next(booth: Booth) -> BoothRow:
    now = timezone.now()
    seen = booth_words(booth, now).text
    returned = sum(position.is_returned for position in booth.positions.all())
    return BoothRow(booth, missing_for_booth(booth), presence_of(booth, now), seen, returned)
