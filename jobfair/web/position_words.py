"""What a page says of a position: people wanted, what the work asks, a card's few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.booths.models import Position
from jobfair.booths.vocabulary import DEMANDS, Lifting, Posture, Shift, Stairs, Telephone, Workplace
from jobfair.web import formatting
from jobfair.web.field_words import label_of

MOST_TAGS = 4
#: Words of the work itself that decide most often whether a person reads on.
TELLING = {
    "workplace": (Workplace.REMOTE, Workplace.HYBRID),
    "posture": (Posture.SITTING, Posture.MIXED),
    "telephone": (Telephone.NONE,),
    "stairs": (Stairs.NONE,),
    "lifting": (Lifting.NONE,),
    "shift": (Shift.FLEXIBLE,),
}


@dataclass(frozen=True)
class Demand:
    label: str | Promise
    words: str | Promise


def people_wanted(position: Position) -> str:
    """``招 3 人``, ``招 3 到 5 人``, ``招若干人``."""
    low, high = position.headcount, position.headcount_max
    if position.headcount_open:
        return _("招若干人")
    if high:
        return _("招 %(low)s 到 %(high)s 人") % {"low": low, "high": high}
    return ngettext("招 %(n)s 人", "招 %(n)s 人", low) % {"n": formatting.count(low)}


def pay_words(position: Position) -> str:
    if position.pay_negotiable:
        return formatting.negotiable()
    if position.pay_min is None:
        return ""
    return formatting.money(position.pay_min, position.pay_max, position.pay_unit)


def demands_of(position: Position) -> list[Demand]:
    """What the work asks, as far as it is said, in the vocabulary's order."""
    return [
        Demand(label_of(Position, name), display(position, name))
        for name in DEMANDS
        if getattr(position, name)
    ]


def unsaid_demands(position: Position) -> list[str | Promise]:
    """What the employer has not said, so that a person knows to ask."""
    return [label_of(Position, name) for name in DEMANDS if not getattr(position, name)]


def telling_words(position: Position) -> list[str]:
    """The few words of a card."""
    words = [
        str(display(position, name))
        for name, telling in TELLING.items()
        if getattr(position, name) in telling
    ]
    return (words + position.provisions)[:MOST_TAGS]


def common_provisions(positions: Iterable[Position]) -> list[str]:
    """What every one of these positions has, in the vocabulary's order."""
    held = [position.provisions for position in positions]
    return [word for word in held[0] if all(word in words for words in held)] if held else []


def display(position: Position, name: str) -> str | Promise:
    return getattr(position, f"get_{name}_display")()
