"""Finding a booth by the sign on its place, alone or beside other words.

Signs are asked for where they stand, not kept in the index: renaming a zone changes them all.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from jobfair.booths.models import Booth, Position
from jobfair.common.search.words import HAN

BESIDE = re.compile(r"[\s区_-]")
LONGEST_CODE, LONGEST_NUMBER = 4, 4
LONGEST_SIGN = 3  # words: A 区 07
MOST_WORDS = 8
SIGN_END = re.compile(rf"(?<=\d)(?=[{HAN}])")


@dataclass(frozen=True)
class Standing:
    """Booths on the place that a part of the question names, and the words beside it."""

    booths: list[UUID]
    beside: str


def standing_at(text: str, fairs: Collection[UUID]) -> list[Standing]:
    """Every way to find a sign in a question: `A07`, `a7`, `A区07`, `包装 A 07`; of places taken."""
    named = {place: beside for sign, beside in _signs(text) for place in _readings(sign)}
    asked = Q()
    for code, number in named:
        asked |= Q(zone__code=code, number=number)
    if not asked:
        return []
    rows = Booth.objects.filter(asked, fair__in=fairs).values_list("zone__code", "number", "pk")
    found: dict[str, list[UUID]] = {}
    for letter, place, booth in rows:
        found.setdefault(named[str(letter), int(place or 0)], []).append(booth)
    return [Standing(booths, beside) for beside, booths in found.items()]


def positions_of(booths: Collection[UUID]) -> list[UUID]:
    rows = Position.objects.filter(booth__in=booths).in_walking_order()
    return list(rows.values_list("pk", flat=True)) if booths else []


def _signs(text: str) -> Iterator[tuple[str, str]]:
    """Each few words in a row that may be a sign, and all the others; a longer sign counts more."""
    words = SIGN_END.sub(" ", text).split()[:MOST_WORDS]
    for length in range(1, LONGEST_SIGN + 1):
        for at in range(len(words) - length + 1):
            sign, others = words[at : at + length], words[:at] + words[at + length :]
            yield "".join(sign), " ".join(others)


def _readings(text: str) -> Iterator[tuple[str, int]]:
    """Every way to take a text as zone and number: A107 is the 107th of A or the 7th of A1."""
    sign = BESIDE.sub("", unicodedata.normalize("NFKC", text)).upper()
    for at in range(1, LONGEST_CODE + 1):
        code, number = sign[:at], sign[at:]
        if number.isdecimal() and len(number) <= LONGEST_NUMBER:
            yield code, int(number)
