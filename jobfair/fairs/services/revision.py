"""The number that says whether anything public about a fair has changed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from jobfair.fairs.models import Fair


def touch(*fairs: UUID) -> None:
    """Count one public change of each fair; what is cached under older numbers is stale.

    Call it inside the transaction of the change, so that both are seen together.
    """
    touch_all(fairs)


def touch_all(fairs: Iterable[UUID]) -> None:
    Fair.objects.filter(pk__in=list(fairs)).update(revision=F("revision") + 1)
