"""The figures of one fair: in a sentence, then one by one with what each counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jobfair.fairs.models import Fair
from jobfair.insights.figures import Answer, figures_of
from jobfair.intents.events import counts_stream
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest
from jobfair.web.formatting import count
from jobfair.web.views.organiser.doors import helps_fair


@helps_fair
def figures(request: SignedInRequest, fair: Fair) -> HttpResponse:
    return render(request, "organiser/figures.html", _context(fair))


@helps_fair
def figures_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The figures alone, for a page that fetches them again."""
    return render(request, "organiser/parts/figures.html", _context(fair))


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
    }


def sentence(answer: Answer) -> str:
    """The figures in the words in which federations report them."""
    numbers = {key: count(value.number or 0) for key, value in answer.values.items()}
    return (
        _(
            "共有 %(employers)s 家用人单位参会，提供 %(job_types)s 个工种、%(positions)s 个岗位，"
            "招聘 %(openings)s 人；%(people)s 人参会，其中现场 %(people_onsite)s 人、"
            "线上 %(people_online)s 人；达成初步意向 %(mutual_people)s 人。"
        )
        % numbers
    )
