"""Booths: read by all once published, prepared by reps, placed by organisers."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.api.serializers.booths import (
    BoothSerializer,
    BoothTextsSerializer,
    NewBoothSerializer,
    PlaceSerializer,
    PositionPlanSerializer,
    PositionSerializer,
    PreparedPositionSerializer,
)
from jobfair.api.versions import is_known, public_tag
from jobfair.api.views.base import Endpoint, actor, found, named
from jobfair.booths import services
from jobfair.booths.models import Booth, BoothQuerySet, Position
from jobfair.booths.permissions import may_edit_booth, may_see_booth
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_see_fair


def booths() -> BoothQuerySet:
    rows = Booth.objects.select_related("fair__organiser", "employer", "zone")
    return rows.prefetch_related("sessions")


def booths_for(user: Any, fair: Fair) -> QuerySet[Booth]:
    """All of them for who helps to run the fair; else the public ones and one's own."""
    rows = booths().filter(fair=fair).in_walking_order()
    if may_help_fair(user, fair):
        return rows
    own = Q(employer__in=roles_of(user).bodies(Role.REP))
    return rows.filter(Q(pk__in=Booth.objects.public().filter(fair=fair)) | own)


class FairBoothsEndpoint(Endpoint):
    """The booths of one fair."""

    queryset = Booth.objects.none()
    serializer_class = BoothSerializer

    def list(self, request: Request, fair: UUID) -> Response:
        """The hall in walking order."""
        row = self._fair(fair)
        return self.answer(self.paged(booths_for(request.user, row), BoothSerializer))

    @extend_schema(request=NewBoothSerializer, responses={201: BoothSerializer})
    def create(self, request: Request, fair: UUID) -> Response:
        """Give an employer a booth; a second time gives the same one."""
        row = self._fair(fair)
        employer = self.checked(NewBoothSerializer)["employer"]
        booth = services.add_booth(actor(request), fair=row, employer=employer)
        return self.made(self.shown(BoothSerializer, booth))

    def _fair(self, key: UUID) -> Fair:
        return found(Fair.objects.select_related("organiser"), key, self.request, may_see_fair)


class BoothEndpoint(Endpoint):
    """One booth."""

    queryset = Booth.objects.none()
    serializer_class = BoothSerializer
    lookup_url_kwarg = "booth"

    def retrieve(self, request: Request, booth: UUID) -> Response:
        """Where it stands, who holds it, and whether somebody is there now."""
        return self.answer(self.shown(BoothSerializer, self._booth(booth)))

    @extend_schema(request=BoothTextsSerializer)
    def partial_update(self, request: Request, booth: UUID) -> Response:
        """Change its texts and the sessions it promises to staff."""
        row = self._booth(booth)
        fields = self.checked(BoothTextsSerializer, partial=True)
        if "sessions" in fields:
            fields["sessions"] = named(row.fair.sessions.all(), fields["sessions"], "sessions")
        return self._step(row, lambda: services.edit_booth(actor(request), booth=row, **fields))

    @extend_schema(request=PlaceSerializer)
    @action(detail=True, methods=["post"])
    def place(self, request: Request, booth: UUID) -> Response:
        """Put it on its place in the hall, or take it off."""
        row, wanted = self._booth(booth), self.checked(PlaceSerializer)
        keys = [wanted["zone"]] if wanted["zone"] else []
        zone, number = next(iter(named(row.fair.zones.all(), keys, "zone")), None), wanted["number"]
        return self._step(
            row, lambda: services.place_booth(actor(request), booth=row, zone=zone, number=number)
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, booth: UUID) -> Response:
        """Show it in the hall."""
        row = self._booth(booth)
        return self._step(row, lambda: services.publish_booth(actor(request), booth=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def unpublish(self, request: Request, booth: UUID) -> Response:
        """Take it off the hall."""
        row = self._booth(booth)
        return self._step(row, lambda: services.unpublish_booth(actor(request), booth=row))

    def _booth(self, key: UUID) -> Booth:
        return found(booths(), key, self.request, may_see_booth)

    def _step(self, booth: Booth, act: Any) -> Response:
        return self.changed(
            booth.fair, act, lambda: self.shown(BoothSerializer, booths().get(pk=booth.pk))
        )


class BoothPositionsEndpoint(Endpoint):
    """The positions of one booth."""

    queryset = Position.objects.none()
    serializer_class = PositionSerializer

    def list(self, request: Request, booth: UUID) -> Response:
        """What the booth recruits for; with reviews for those who prepare or review them."""
        row = self._booth(booth)
        rows = row.positions.select_related("booth__employer", "job_type")
        rows = rows.prefetch_related("provision_rows").order_by("order", "created_at")
        if may_edit_booth(request.user, row):
            return self.answer(self.paged(rows, PreparedPositionSerializer))
        tag = public_tag(request, row.fair)
        if is_known(request, tag):
            return self.answer(None, tag)
        return self.answer(self.paged(rows.approved(), PositionSerializer), tag)

    @extend_schema(request=PositionPlanSerializer, responses={201: PreparedPositionSerializer})
    def create(self, request: Request, booth: UUID) -> Response:
        """Add a position as a draft."""
        row = self._booth(booth)
        fields = self.checked(PositionPlanSerializer)
        position = services.add_position(actor(request), booth=row, **fields)
        return self.made(self.shown(PreparedPositionSerializer, position))

    def _booth(self, key: UUID) -> Booth:
        return found(booths(), key, self.request, may_see_booth)
