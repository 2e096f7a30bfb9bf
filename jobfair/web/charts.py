"""Pictures of figures, drawn here: words beside bars, every length in per cents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobfair.insights.report.document import Bars
    from jobfair.insights.units import Unit


@dataclass(frozen=True)
class Bar:
    """One bar with its words, as wide as its share of the longest."""

    name: str
    number: int
    width: str


@dataclass(frozen=True)
class Chart:
    """Bars below one another."""

    key: str
    title: str
    unit: Unit
    bars: list[Bar]


def charts_of(pictures: Iterable[Bars]) -> list[Chart]:
    """Draw each picture of a report."""
    return [
        Chart(picture.key, str(picture.title), picture.unit, list(_bars(picture)))
        for picture in pictures
    ]


def _bars(picture: Bars) -> Iterator[Bar]:
    most = max(number for _name, number in picture.bars)
    for name, number in picture.bars:
        yield Bar(name, number, f"{100 * number / most if most else 0:.1f}%")
