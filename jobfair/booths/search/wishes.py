"""What a person wishes of a position, as a filter; the words of a search are one of them."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Q

from jobfair.booths.models import PositionQuerySet
from jobfair.booths.search.entries import BOOTH, POSITION
from jobfair.booths.search.places import Standing, positions_of, standing_at
from jobfair.booths.vocabulary import DEMANDS, PayUnit
from jobfair.common import search


@dataclass(frozen=True)
class Wishes:
    """Everything is joined by and; several words of one demand by or.

    A position that does not say what is wished for is not among the found: silence is
    no promise. `pay_min` is whole yuan a month that the position pays at the least;
    pay by the hour or 面议 cannot be compared and stays out.
    """

    text: str = ""
    job_type: str = ""
    district: str = ""
    pay_min: int | None = None
    posture: tuple[str, ...] = ()
    telephone: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    stairs: tuple[str, ...] = ()
    lifting: tuple[str, ...] = ()
    sight: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    shift: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def among(self, rows: PositionQuerySet) -> PositionQuerySet:
        """Of these positions, those that fulfil every wish but the words."""
        rows = rows.filter(self._facts())
        for word in self.provisions:
            rows = rows.filter(provision_rows__word=word)
        return rows

    def found(self, fairs: list[UUID], *kinds: str) -> list[UUID]:
        """What of these kinds the words find at these fairs, the best first.

        Who stands on the place that the words name comes before everything else; of them,
        what holds the words beside it.
        """
        there = [
            pk
            for standing in standing_at(self.text, fairs)
            for pk in _found_there(standing, fairs, kinds)
        ]
        return list(dict.fromkeys([*there, *search.find(self.text, kinds=kinds, scopes=fairs)]))

    def _facts(self) -> Q:
        facts = Q()
        if self.job_type:
            facts &= Q(job_type__name=self.job_type)
        if self.district:
            facts &= Q(district=self.district)
        if self.pay_min:
            facts &= Q(pay_unit=PayUnit.MONTH, pay_min__gte=self.pay_min)
        for demand in DEMANDS:
            if words := getattr(self, demand):
                facts &= Q(**{f"{demand}__in": words})
        return facts


def _found_there(standing: Standing, fairs: list[UUID], kinds: tuple[str, ...]) -> list[UUID]:
    ids = standing.booths if BOOTH in kinds else []
    ids = [*ids, *positions_of(standing.booths)] if POSITION in kinds else ids
    if not standing.beside:
        return ids
    held = set(ids)
    return [pk for pk in search.find(standing.beside, kinds=kinds, scopes=fairs) if pk in held]
