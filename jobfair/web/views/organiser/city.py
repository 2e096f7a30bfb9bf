"""All fairs of those who organise here, over a year and over five."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.insights.report.document import Document
from jobfair.insights.report.of_years import years_of, years_with_fairs
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.common import fairs_of
from jobfair.web.views.organiser.doors import for_organisers
from jobfair.web.views.organiser.reporting import file_of, files_at, shown


@for_organisers
@require_safe
def city(request: SignedInRequest, year: int | None = None) -> HttpResponse:
    years = years_with_fairs(fairs_of(request))
    context = shown(_document(request, year), timezone.get_current_timezone())
    context |= files_at(f"{_address(year)}file/") | {"years": years, "year": year}
    return render(request, "organiser/city.html", context)


@for_organisers
@require_safe
def city_file(request: SignedInRequest, kind: str, year: int | None = None) -> HttpResponse:
    document = _document(request, year)
    return file_of(request, document, kind, timezone.get_current_timezone())


def _document(request: SignedInRequest, year: int | None) -> Document:
    rows = fairs_of(request)
    if year is not None and year not in years_with_fairs(rows):
        raise Http404
    return years_of(rows, year)


def _address(year: int | None) -> str:
    return reverse("web:desk_year", args=[year]) if year else reverse("web:desk_city")
