"""The report of a fair: a page, and the same as files to send and to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jobfair.attendance.selectors import awaits_category_table
from jobfair.common.chromium import printed
from jobfair.fairs.models import Fair
from jobfair.insights.behind import SOURCES, Entries, behind
from jobfair.insights.behind_parts import behind_part
from jobfair.insights.breakdowns import BREAKDOWNS
from jobfair.insights.figures import figures_of
from jobfair.insights.parts import Part
from jobfair.insights.report.document import Document
from jobfair.insights.report.files import as_csv, as_json, as_xlsx
from jobfair.insights.report.of_fair import report_of
from jobfair.web.access import SignedInRequest
from jobfair.web.charts import charts_of
from jobfair.web.downloads import download
from jobfair.web.styles import styles
from jobfair.web.views.organiser.common import page_of
from jobfair.web.views.organiser.doors import helps_fair
from jobfair.web.views.organiser.imports import XLSX

STYLES = ("tokens", "base", "components", "report")
FILES = {
    "pdf": gettext_lazy("下载 PDF"),
    "xlsx": gettext_lazy("下载表格（XLSX）"),
    "csv": gettext_lazy("下载 CSV"),
    "json": gettext_lazy("下载 JSON"),
}


@helps_fair
@require_safe
def report(request: SignedInRequest, fair: Fair) -> HttpResponse:
    context = {"fair": fair, "listed": SOURCES, "to_figures": "../figures/"}
    context |= shown(report_of(fair), fair.zone_info)
    context["awaits_categories"] = awaits_category_table(fair)
    context |= files_at(reverse("web:desk_fair_report", args=[fair.key]))
    return render(request, "organiser/fair_report.html", context)


@helps_fair
@require_safe
def report_file(request: SignedInRequest, fair: Fair, kind: str) -> HttpResponse:
    return file_of(request, report_of(fair), kind, fair.zone_info)


@helps_fair
@require_safe
def entries(request: SignedInRequest, fair: Fair, figure: str) -> HttpResponse:
    """What one figure is made of, row by row; with `?by=` and `?part=`, one line's share of it."""
    found, part = _behind(request, fair, figure)
    page = page_of(request, found.rows)
    value = figures_of(fair)[figure]
    context = {
        "fair": fair,
        "value": value,
        "part": part,
        "number": part.numbers.get(figure) if part else value.number,
        "is_net": found.weight is not None,
        "page": page,
        "headings": found.headings,
        "rows": [list(zip(found.headings, found.cells(row), strict=True)) for row in page],
    }
    return render(request, "organiser/behind.html", context)


def _behind(request: SignedInRequest, fair: Fair, figure: str) -> tuple[Entries, Part | None]:
    """The entries, and the line they are of; 404 where there is no such figure or line."""
    by, mark = request.GET.get("by", ""), request.GET.get("part", "")
    part = None
    if by:
        parts = BREAKDOWNS[by].parts_of(fair) if by in BREAKDOWNS else []
        part = next((one for one in parts if mark in (one.key, one.mark)), None)
        found = behind_part(fair, by, part.key, figure) if part else None
    else:
        found = behind(fair, figure)
    if found is None:
        raise Http404
    return found, part


def shown(document: Document, zone: tzinfo) -> dict[str, Any]:
    """A report as its page and its paper show it."""
    return {
        "document": document,
        "zone": zone,
        "charts": charts_of(document.pictures),
        "tables": [table.without_noughts() for table in document.tables],
    }


def files_at(url: str) -> dict[str, Any]:
    """The files of the report whose page this is."""
    rows = [(kind, label, kind == "pdf") for kind, label in FILES.items()]
    return {"files": rows, "files_url": url}


def file_of(request: SignedInRequest, document: Document, kind: str, zone: tzinfo) -> HttpResponse:
    """The report as a file of this kind; 404 when there is no such kind."""
    makers: dict[str, tuple[Callable[[], bytes], str, str]] = {
        "pdf": (lambda: printed(paper(request, document, zone)), "application/pdf", "pdf"),
        "xlsx": (lambda: as_xlsx(document), XLSX, "xlsx"),
        "csv": (lambda: as_csv(document), "application/zip", "csv.zip"),
        "json": (lambda: as_json(document), "application/json", "json"),
    }
    if kind not in makers:
        raise Http404
    made, content_type, ending = makers[kind]
    return download(made(), content_type, f"{document.title}.{ending}")


def paper(request: SignedInRequest, document: Document, zone: tzinfo) -> str:
    """The report as a page that holds everything it needs, for printing."""
    context = shown(document, zone) | {"styles": styles(*STYLES)}
    return render_to_string("organiser/paper.html", context, request)
