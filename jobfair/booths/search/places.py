"""Finding a booth by the sign on its place.

Signs are asked for where they stand, not kept in the index: renaming a zone changes them all.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q

from jobfair.booths.models import Booth, Position

BESIDE = re.compile(r"[\s区_-]")
LONGEST_CODE, LONGEST_NUMBER = 4, 4


def booths_at(text: str, fairs: Collection[UUID]) -> list[UUID]:
    """The booths on the place a question names: `A07`, `a7`, `A区07`. Empty when it names none."""
    asked = Q()
    for code, number in _readings(text):
        asked |= Q(zone__code=code, number=number)
    return (
        list(Booth.objects.filter(asked, fair__in=fairs).values_list("pk", flat=True))
        if asked
        else []
    )


def positions_of(booths: Collection[UUID]) -> list[UUID]:
    rows = Position.objects.filter(booth__in=booths).in_walking_order()
    return list(rows.values_list("pk", flat=True)) if booths else []


def _readings(text: str) -> Iterator[tuple[str, int]]:
    """Every way to take a text as zone and number: A107 is the 107th of A or the 7th of A1."""
    sign = BESIDE.sub("", unicodedata.normalize("NFKC", text)).upper()
    for at in range(1, LONGEST_CODE + 1):
        code, number = sign[:at], sign[at:]
        if number.isdecimal() and len(number) <= LONGEST_NUMBER:
            yield code, int(number)
