"""All fairs of those who organise here, over a year or several."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.insights.report.document import Document
from jobfair.insights.report.of_years import last_years, years_of, years_with_fairs
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.common import fairs_of
from jobfair.web.views.organiser.doors import for_organisers
from jobfair.web.views.organiser.reporting import file_of, files_at, shown

Period = tuple[int, int]


@for_organisers
@require_safe
def city(request: SignedInRequest) -> HttpResponse:
    """The last five years; years that were chosen have an address of their own."""
    chosen = [request.GET.get(name, "") for name in ("first", "last")]
    if all(year.isdecimal() and len(year) == 4 for year in chosen):
        first, last = sorted(map(int, chosen))
        return redirect(_address((first, last)))
    return _page(request, last_years(fairs_of(request)))


@for_organisers
@require_safe
def years(request: SignedInRequest, first: int, last: int | None = None) -> HttpResponse:
    return _page(request, _period(request, first, last))


@for_organisers
@require_safe
def years_file(
    request: SignedInRequest, kind: str, first: int, last: int | None = None
) -> HttpResponse:
    document = years_of(fairs_of(request), *_period(request, first, last))
    return file_of(request, document, kind, timezone.get_current_timezone())


def _page(request: SignedInRequest, period: Period) -> HttpResponse:
    rows = fairs_of(request)
    document: Document = years_of(rows, *period)
    held, newest = years_with_fairs(rows), last_years(rows)
    context = shown(document, timezone.get_current_timezone()) | files_at(
        f"{_address(period)}file/"
    )
    context |= {
        "held": held,
        "choices": range(max(held), min(held) - 1, -1) if held else [],
        "first": period[0],
        "last": period[1],
        "year": period[1] if period[0] == period[1] else None,
        "is_newest": period == newest,
    }
    return render(request, "organiser/city.html", context)


def _period(request: SignedInRequest, first: int, last: int | None) -> Period:
    """Years with any fair among them; 404 for others."""
    last = first if last is None else last
    if not any(first <= year <= last for year in years_with_fairs(fairs_of(request))):
        raise Http404
    return first, last


def _address(period: Period) -> str:
    first, last = period
    if first == last:
        return reverse("web:desk_year", args=[first])
    return reverse("web:desk_years", args=[first, last])
