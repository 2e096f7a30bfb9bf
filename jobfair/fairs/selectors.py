"""What the public reads of fairs."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from jobfair.fairs.models import Fair, FairQuerySet, Mode


@dataclass(frozen=True)
class Year:
    number: int
    fairs: int


def listed() -> FairQuerySet:
    """Public fairs with what a card and its cache need."""
    return Fair.objects.public().select_related("organiser", "venue", "series")


def coming(mode: str = "") -> QuerySet[Fair]:
    """Open fairs, then the next ones; of one mode when it is known."""
    return _of_mode(listed().upcoming(), mode)


def past(mode: str = "", year: int | None = None) -> QuerySet[Fair]:
    """Fairs that are over, the latest first."""
    rows = _of_mode(listed().past(), mode)
    return rows.filter(starts_at__year=year) if year else rows


def years_past(mode: str = "") -> list[Year]:
    """Years with fairs that are over, the latest first."""
    rows = _of_mode(Fair.objects.past(), mode).order_by()
    counted = (
        rows.annotate(year=ExtractYear("starts_at")).values_list("year").annotate(n=Count("pk"))
    )
    return [Year(*row) for row in counted.order_by("-year")]


def _of_mode(rows: FairQuerySet, mode: str) -> FairQuerySet:
    return rows.filter(mode=mode) if mode in Mode.values else rows
