"""What a fair offered, as its figures and reports count it: also what has been filled since.

The hall shows what can still be applied for and is another question: see `shown`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from jobfair.booths.models import Booth, BoothQuerySet, Position, PositionQuerySet
from jobfair.common.review import ReviewState
from jobfair.fairs.models import PUBLIC_STATES, FairState, FairStep

WAS_PUBLIC = Q(review_state=ReviewState.APPROVED) | Q(first_approved_at__isnull=False)


@dataclass(frozen=True)
class Figures:
    """What some booths and positions come to. One definition each, the same everywhere.

    employers: 用人单位 of the booths. job_types: different 工种 among the positions.
    positions: 岗位. openings: the sum of their 招聘人数.
    """

    employers: int = 0
    job_types: int = 0
    positions: int = 0
    openings: int = 0


def offered_booths(fairs: Collection[UUID]) -> BoothQuerySet:
    """Published ones, however the review of their employer's record stands today."""
    return Booth.objects.filter(
        fair__in=fairs, published_at__isnull=False, fair__state__in=PUBLIC_STATES
    )


def offered_positions(fairs: Collection[UUID]) -> PositionQuerySet:
    """Those of published booths that were ever public, unless taken back before the fair opened."""
    rows = Position.objects.filter(
        WAS_PUBLIC,
        booth__fair__in=fairs,
        booth__published_at__isnull=False,
        booth__fair__state__in=PUBLIC_STATES,
    ).alias(opened_at=_opened_at())
    stopped = Q(closed_at__isnull=False, closed_at__lt=F("opened_at"))
    taken_off = Q(taken_off_at__isnull=False, taken_off_at__lt=F("opened_at"))
    return rows.exclude(stopped | taken_off)


def offered_by_fair(fairs: Collection[UUID]) -> dict[UUID, Figures]:
    return count_by_fair(offered_booths(fairs), offered_positions(fairs))


def is_offered(position: Position) -> bool:
    """Whether figures count it."""
    return offered_positions([position.booth.fair_id]).filter(pk=position.pk).exists()


def count_by_fair(booths: BoothQuerySet, positions: PositionQuerySet) -> dict[UUID, Figures]:
    """Their figures by fair, in two queries; a fair without any booth is left out."""
    employers = booths.values("fair").annotate(employers=Count("employer", distinct=True))
    found: dict[UUID, dict[str, Any]] = {
        row["fair"]: {"employers": row["employers"]} for row in employers
    }
    for row in positions.values("booth__fair").annotate(
        job_types=Count("job_type", distinct=True),
        positions=Count("pk"),
        openings=Sum("headcount"),
    ):
        fair = row["booth__fair"]
        found[fair] |= {name: row[name] for name in ("job_types", "positions", "openings")}
    return {fair: Figures(**figures) for fair, figures in found.items()}


def _opened_at() -> Coalesce:
    """When the fair of a position first opened; when it is to, while it has not."""
    steps = FairStep.objects.filter(fair=OuterRef("booth__fair"), after=FairState.OPEN)
    first = steps.order_by("created_at").values("created_at")[:1]
    return Coalesce(Subquery(first), F("booth__fair__starts_at"))
