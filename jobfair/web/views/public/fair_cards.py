"""Fairs as cards in a list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jobfair.booths.selectors.offered import Figures
from jobfair.booths.selectors.shown import figures_by_fair
from jobfair.fairs.models import Fair
from jobfair.web.fair_words import figures_sentence, midnight, opens_words


@dataclass(frozen=True)
class Card:
    fair: Fair
    figures: str
    opens: str


def fair_cards(fairs: Sequence[Fair], now: datetime) -> list[Card]:
    figures = figures_by_fair(fairs)
    return [
        Card(fair, figures_sentence(fair, figures.get(fair.pk, Figures())), opens_words(fair, now))
        for fair in fairs
    ]


def version_of(fairs: Iterable[Fair]) -> Hashable:
    """Changes when the list, its order or anything public of one of its fairs does."""
    return tuple((fair.pk, fair.content_version) for fair in fairs)


def until(fairs: Sequence[Fair], now: datetime) -> datetime | None:
    return min((midnight(fair, now) for fair in fairs), default=None)
