"""The figures of one fair: in a sentence, then one by one with what each counts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from jobfair.fairs.models import Fair
from jobfair.insights.behind import SOURCES
from jobfair.insights.breakdowns import BREAKDOWNS, break_down
from jobfair.insights.figures import figures_of
from jobfair.insights.report.of_fair import table_of
from jobfair.insights.sentences import sentence
from jobfair.intents.events import counts_stream
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.doors import helps_fair


@helps_fair
def figures(request: SignedInRequest, fair: Fair) -> HttpResponse:
    return render(request, "organiser/figures.html", _context(fair))


@helps_fair
def figures_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The figures alone, for a page that fetches them again."""
    return render(request, "organiser/parts/figures.html", _context(fair))


@helps_fair
def figures_by(request: SignedInRequest, fair: Fair, by: str) -> HttpResponse:
    """The figures by their parts, in the very table that the report has."""
    if by not in BREAKDOWNS:
        raise Http404
    found = break_down(fair, by)
    context = {"fair": fair, "found": found, "table": table_of(found)}
    context |= {"breakdowns": BREAKDOWNS.values(), "chosen": by, "listed": SOURCES}
    context["to_figures"] = "../../"
    return render(request, "organiser/figures_by.html", context)


def _context(fair: Fair) -> dict[str, Any]:
    stream = counts_stream(fair.pk)
    seq = stream_position(stream)
    answer = figures_of(fair)
    return {
        "fair": fair,
        "stream": stream,
        "seq": seq,
        "answer": answer,
        "sentence": sentence(answer),
        "listed": SOURCES,
        "breakdowns": BREAKDOWNS.values(),
    }
