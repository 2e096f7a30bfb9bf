"""The rows in which public pages look for the thing of their address.

Most of the time a page is at hand and only its version and the right to see it are
asked for: the light rows load no more than that. Making a page loads the whole thing.
"""

from django.db.models import QuerySet

from jobfair.booths.models import Booth, Position
from jobfair.fairs.models import Fair
from jobfair.fairs.selectors import coming

OF_FAIR = ("state", "mode", "time_zone", "revision", "organiser", "organiser__revision")
OF_BOOTH = (
    "published_at",
    "fair",
    "employer",
    "employer__review_state",
    *(f"fair__{field}" for field in OF_FAIR),
)


def fairs() -> QuerySet[Fair]:
    return Fair.objects.select_related("organiser", "venue", "series")


def booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer__logo", "zone")


def positions() -> QuerySet[Position]:
    return Position.objects.select_related(
        "job_type", "booth__fair__organiser", "booth__employer", "booth__zone"
    )


def light_fairs() -> QuerySet[Fair]:
    return Fair.objects.select_related("organiser").only(*OF_FAIR, "mode", "capacity")


def light_coming() -> QuerySet[Fair]:
    """Open fairs and the next ones, in the order they are shown."""
    rows = coming().select_related(None).select_related("organiser")
    return rows.only(*OF_FAIR)


def light_booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer").only(*OF_BOOTH)


def light_positions() -> QuerySet[Position]:
    rows = Position.objects.select_related("booth__fair__organiser", "booth__employer")
    return rows.only(
        "review_state", "closed_at", "booth", *(f"booth__{field}" for field in OF_BOOTH)
    )
