"""Venues and series of one's own organiser: what a fair may be given."""

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.api.serializers.fairs import (
    SeriesSerializer,
    VenueSerializer,
    own_series,
    own_venues,
)
from jobfair.api.views.base import OwnEndpoint
from jobfair.fairs.models import Series, Venue


class VenueEndpoint(OwnEndpoint):
    """Places of the organisers you work for."""

    queryset: QuerySet[Venue] = Venue.objects.none()
    serializer_class = VenueSerializer

    def list(self, request: Request) -> Response:
        """By name, with the facts that decide whether a person can come."""
        rows = own_venues(request.user).order_by("name", "id")
        return self.answer(self.paged(rows, VenueSerializer))


class SeriesEndpoint(OwnEndpoint):
    """Series of the organisers you work for."""

    queryset: QuerySet[Series] = Series.objects.none()
    serializer_class = SeriesSerializer

    def list(self, request: Request) -> Response:
        """By name."""
        rows = own_series(request.user).order_by("name", "id")
        return self.answer(self.paged(rows, SeriesSerializer))
