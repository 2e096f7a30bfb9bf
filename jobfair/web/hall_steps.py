"""Finding positions one question at a time, every answer a link: for whom forms are much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from jobfair.booths.models import Position
from jobfair.common.districts import district_name
from jobfair.fairs.models import Fair
from jobfair.web.fair_words import positions_words
from jobfair.web.field_words import words_of
from jobfair.web.hall_query import BOOTHS, POSITIONS, HallQuery

MOST_ANSWERS = 6
QUESTIONS: tuple[tuple[str, str | Promise], ...] = (
    ("posture", gettext_lazy("您想怎样工作？")),
    ("telephone", gettext_lazy("您愿意打电话吗？")),
    ("workplace", gettext_lazy("您想在哪里上班？")),
    ("district", gettext_lazy("您想在哪个区上班？")),
)
ICONS = {
    "sitting": "armchair",
    "standing": "person-standing",
    "mixed": "move-vertical",
    "walking": "footprints",
    "none": "phone-off",
    "some": "message-square-text",
    "often": "phone",
    "onsite": "building-2",
    "remote": "house",
    "hybrid": "split",
}


@dataclass(frozen=True)
class Answer:
    words: str | Promise
    url: str
    symbol: str
    left: str


@dataclass(frozen=True)
class Step:
    """One question; `skip` goes on without an answer, `back` to the question before."""

    number: int
    question: str | Promise
    answers: list[Answer]
    skip: str
    back: str

    @property
    def of(self) -> int:
        return len(QUESTIONS)


def next_step(fair: Fair, data: QueryDict) -> Step:
    numbers = {str(n): n for n in range(1, len(QUESTIONS) + 1)}
    number = numbers.get(data.get("step", ""), 1)
    query = replace(HallQuery.parse(data), view=POSITIONS)
    name, question = QUESTIONS[number - 1]
    return Step(
        number=number,
        question=question,
        answers=_answers(fair, query, name, number),
        skip=_onward(fair, query, number),
        back=_question(fair, _without(query, QUESTIONS[number - 2][0]), number - 1)
        if number > 1
        else "",
    )


def _answers(fair: Fair, query: HallQuery, name: str, number: int) -> list[Answer]:
    rows = query.wishes.among(Position.objects.public().filter(booth__fair=fair))
    counted = (
        rows.exclude(**{name: ""}).values_list(name).annotate(n=Count("pk")).order_by("-n", name)
    )
    labels: dict[str, Any] = {} if name == "district" else words_of(Position, name)
    return [
        Answer(
            words=labels.get(value) or district_name(value),
            url=_onward(fair, _with(query, name, value), number),
            symbol=ICONS.get(value, "map-pin"),
            left=positions_words(left),
        )
        for value, left in counted[:MOST_ANSWERS]
    ]


def _onward(fair: Fair, query: HallQuery, number: int) -> str:
    if number < len(QUESTIONS):
        return _question(fair, query, number + 1)
    return reverse("web:hall", args=[fair.pk]) + query.address()


def _question(fair: Fair, query: HallQuery, number: int) -> str:
    address = replace(query, view=BOOTHS).address()
    joint = "&" if len(address) > 1 else ""
    return f"{reverse('web:hall_steps', args=[fair.pk])}{address}{joint}step={number}"


def _with(query: HallQuery, name: str, value: str) -> HallQuery:
    answer: Any = value if name == "district" else (value,)
    return replace(query, wishes=replace(query.wishes, **{name: answer}))


def _without(query: HallQuery, name: str) -> HallQuery:
    nothing: Any = "" if name == "district" else ()
    return replace(query, wishes=replace(query.wishes, **{name: nothing}))
