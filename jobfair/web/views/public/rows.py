"""The rows in which public pages look for the thing of their address."""

from django.db.models import QuerySet

from jobfair.booths.models import Booth, Position
from jobfair.fairs.models import Fair


def fairs() -> QuerySet[Fair]:
    return Fair.objects.select_related("organiser", "venue", "series")


def booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer__logo", "zone")


def positions() -> QuerySet[Position]:
    return Position.objects.select_related(
        "job_type", "booth__fair__organiser", "booth__employer", "booth__zone"
    )
