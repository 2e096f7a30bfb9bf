"""All fairs of those who organise here, over a year or several."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobfair.insights.behind import SOURCES
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
    return _page(request, None)


@for_organisers
@require_safe
def years(request: SignedInRequest, first: int, last: int | None = None) -> HttpResponse:
    return _page(request, (first, last or first))


@for_organisers
@require_safe
def years_file(
    request: SignedInRequest, kind: str, first: int, last: int | None = None
) -> HttpResponse:
    rows, period = fairs_of(request), (first, last or first)
    _refuse_empty(years_with_fairs(rows), period)
    document = years_of(rows, *period)
    return file_of(request, document, kind, timezone.get_current_timezone())


def _page(request: SignedInRequest, chosen: Period | None) -> HttpResponse:
    """The years that were chosen, or the last five."""
    rows = fairs_of(request)
    held = years_with_fairs(rows)
    newest = last_years(held)
    if chosen:
        _refuse_empty(held, chosen)
    period = chosen or newest
    document = years_of(rows, *period)
    context = shown(document, timezone.get_current_timezone()) | files_at(
        f"{_address(period)}file/"
    )
    context |= {
        "listed": SOURCES,
        "held": held,
        "choices": range(max(held), min(held) - 1, -1) if held else [],
        "first": period[0],
        "last": period[1],
        "year": period[1] if period[0] == period[1] else None,
        "is_newest": period == newest,
    }
    return render(request, "organiser/city.html", context)


def _refuse_empty(held: list[int], period: Period) -> None:
    """404 for years without any fair among them."""
    first, last = period
    if not any(first <= year <= last for year in held):
        raise Http404


def _address(period: Period) -> str:
    first, last = period
    if first == last:
        return reverse("web:desk_year", args=[first])
    return reverse("web:desk_years", args=[first, last])
