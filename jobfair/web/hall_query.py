"""What the address of a hall asks for: wishes, the view, the zone, the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Choices
from django.http import QueryDict
from django.utils.translation import gettext as _

from jobfair.booths.models import Position
from jobfair.booths.search import Wishes
from jobfair.booths.vocabulary import DEMANDS, Provision
from jobfair.common.districts import district_name
from jobfair.common.words import Words
from jobfair.web.field_words import label_of, words_of

BOOTHS = "booths"
POSITIONS = "positions"
VIEWS = (BOOTHS, POSITIONS)
LONGEST = 100
MOST_PAY = 1_000_000


@dataclass(frozen=True)
class HallQuery:
    """One address of a hall, without what nobody asked for."""

    wishes: Wishes = field(default_factory=Wishes)
    view: str = BOOTHS
    zone: str = ""
    page: int = 1

    @classmethod
    def parse(cls, data: QueryDict) -> HallQuery:
        """Read an address; what is unknown or damaged in it is left out."""
        view = data.get("view", "")
        return cls(
            wishes=_wishes(data),
            view=view if view in VIEWS else BOOTHS,
            zone=data.get("zone", "")[:4].upper(),
            page=_number(data.get("page", ""), 10_000) or 1,
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The wishes as pairs of an address, always in the same order."""
        return list(_pairs(self.wishes))

    @property
    def kept(self) -> str:
        """The wishes as they go along to a booth and back."""
        return urlencode(self.pairs)

    def address(self, **changes: Any) -> str:
        """The query of this hall with these changes; a change of the view or wish starts over."""
        fresh: dict[str, Any] = {"page": 1, "zone": ""}
        other = replace(self, **(fresh | changes))
        pairs = other.pairs
        if other.view != BOOTHS:
            pairs.append(("view", other.view))
        if other.zone:
            pairs.append(("zone", other.zone))
        if other.page > 1:
            pairs.append(("page", str(other.page)))
        return "?" + urlencode(pairs)


@dataclass(frozen=True)
class Chip:
    """One wish in words, and the address without it."""

    label: Words
    words: Words
    without: str


def chips(query: HallQuery) -> list[Chip]:
    """Every wish that holds now, each with the way to drop it."""
    rest = query.pairs
    return [
        Chip(
            *in_words(name, value),
            query.address(wishes=_wishes_of([p for p in rest if p != (name, value)])),
        )
        for name, value in rest
    ]


def in_words(name: str, value: str) -> tuple[Words, Words]:
    """A pair of an address as a person reads it: (工种, 包装工)."""
    if name == "q":
        return _("关键词"), value
    if name == "pay":
        return _("每月至少"), _("%(pay)s 元") % {"pay": value}
    if name == "provides":
        return _("提供"), Provision(value).label
    label = label_of(Position, name)
    if name == "district":
        return label, district_name(value)
    return (label, words_of(Position, name)[value]) if name in DEMANDS else (label, value)


def _wishes(data: QueryDict) -> Wishes:
    return _wishes_of([(name, value) for name, values in data.lists() for value in values])


def _wishes_of(pairs: list[tuple[str, str]]) -> Wishes:
    first = dict(reversed(pairs))
    return Wishes(
        text=" ".join(first.get("q", "")[:LONGEST].split()),
        job_type=first.get("job_type", "")[:LONGEST],
        district=first.get("district", "")[:LONGEST],
        pay_min=_number(first.get("pay", ""), MOST_PAY),
        provisions=_known(pairs, "provides", Provision),
        **{name: _known(pairs, name, words_of(Position, name)) for name in DEMANDS},
    )


def _pairs(wishes: Wishes) -> Iterator[tuple[str, str]]:
    if wishes.text:
        yield "q", wishes.text
    if wishes.job_type:
        yield "job_type", wishes.job_type
    if wishes.district:
        yield "district", wishes.district
    if wishes.pay_min:
        yield "pay", str(wishes.pay_min)
    for name in DEMANDS:
        yield from ((name, value) for value in getattr(wishes, name))
    yield from (("provides", value) for value in wishes.provisions)


def _known(
    pairs: list[tuple[str, str]], name: str, words: type[Choices] | dict[str, Words]
) -> tuple[str, ...]:
    order = words.values if isinstance(words, type) else list(words)
    asked = {value for key, value in pairs if key == name}
    return tuple(value for value in order if value in asked)


def _number(text: str, most: int) -> int | None:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else None
