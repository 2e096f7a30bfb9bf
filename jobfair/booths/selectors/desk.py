"""What the booths and positions of a fair come to, read in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from jobfair.accounts.models import User
from jobfair.booths.models import EDITED_SINCE_REVIEW, Booth, BoothQuerySet, Position
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState


@dataclass
class Tally:
    """Counts of one fair: what stands in it, and what waits for the organiser."""

    booths: int = 0
    published: int = 0
    unplaced: int = 0
    positions: int = 0
    openings: int = 0
    waiting: int = 0
    edited: int = 0

    @property
    def unpublished(self) -> int:
        return self.booths - self.published


def tallies(fairs: Iterable[Fair]) -> dict[UUID, Tally]:
    """A tally for each fair, in two queries however many there are."""
    keys = [fair.pk for fair in fairs]
    found: dict[UUID, Tally] = defaultdict(Tally)
    for row in _booth_counts(keys):
        tally = found[row["fair"]]
        tally.booths, tally.published, tally.unplaced = (
            row["all"],
            row["published"],
            row["unplaced"],
        )
    for row in _position_counts(keys):
        tally = found[row["booth__fair"]]
        tally.positions, tally.openings = row["all"], row["openings"]
        tally.waiting, tally.edited = row["waiting"], row["edited"]
    return found


def tally_of(fair: Fair) -> Tally:
    return tallies([fair])[fair.pk]


def booths_to_prepare(fair: Fair) -> BoothQuerySet:
    """The booths of a fair with all that `missing_for_booth` asks, in a fixed number of queries."""
    light = Position.objects.only("booth_id", "review_state", "headcount", "closed_at")
    return (
        fair.booths.select_related("employer", "zone")
        .prefetch_related(Prefetch("positions", light), "sessions", "staffing")
        .in_walking_order()
    )


def returned_to(employers: Collection[UUID]) -> int:
    """How many positions these employers have to change, at fairs that are not over."""
    rows = Position.objects.returned().filter(booth__employer__in=employers)
    return rows.exclude(booth__fair__state__in=[FairState.CLOSED, FairState.ARCHIVED]).count()


def people_at(booth: Booth, now: datetime) -> list[User]:
    """Reps whose desk is open, or who have said that they are there."""
    held = booth.leases.held(now).select_related("user")
    return [lease.user for lease in held.order_by("user__name", "user__email")]


def _booth_counts(keys: list[UUID]) -> QuerySet[Any, Any]:
    rows = Booth.objects.filter(fair__in=keys).order_by().values("fair")
    return rows.annotate(
        all=Count("pk"),
        published=Count("pk", filter=Q(published_at__isnull=False)),
        unplaced=Count("pk", filter=Q(zone=None)),
    )


def _position_counts(keys: list[UUID]) -> QuerySet[Any, Any]:
    rows = Position.objects.filter(booth__fair__in=keys, closed_at=None).order_by()
    return rows.values("booth__fair").annotate(
        all=Count("pk"),
        openings=Sum("headcount"),
        waiting=Count("pk", filter=Q(review_state=ReviewState.SUBMITTED)),
        edited=Count("pk", filter=EDITED_SINCE_REVIEW),
    )
