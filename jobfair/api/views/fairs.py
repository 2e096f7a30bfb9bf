"""Fairs: read by all, planned and run by their organisers."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.api.filters import FairFilter
from jobfair.api.serializers.fairs import (
    AnnouncementSerializer,
    FairPlanSerializer,
    FairSerializer,
    LandmarkSerializer,
    NewFairSerializer,
    SessionSerializer,
    ZoneSerializer,
)
from jobfair.api.versions import is_known, public_tag
from jobfair.api.views.base import Endpoint, actor, found
from jobfair.fairs import services
from jobfair.fairs.models import Announcement, Fair, FairQuerySet
from jobfair.fairs.permissions import may_help_fair, may_see_fair
from jobfair.fairs.services import SessionPlan, ZonePlan


def fairs() -> FairQuerySet:
    rows = Fair.objects.select_related("organiser", "series", "venue")
    return rows.prefetch_related("co_organisers")


def fairs_for(user: Any) -> QuerySet[Fair]:
    """Public ones, and those this person helps to run."""
    helped = Fair.objects.helped_by(roles_of(user).bodies(Role.ORGANISER))
    return fairs().filter(pk__in=helped.values("pk")) | fairs().public()


class FairEndpoint(Endpoint):
    """Fairs, their sessions, zones and announcements."""

    queryset = Fair.objects.none()
    serializer_class = FairSerializer
    filterset_class = FairFilter
    lookup_url_kwarg = "fair"
    making = Endpoint.making | {"announce"}

    def list(self, request: Request) -> Response:
        """Every fair you may see, the latest first."""
        return self.answer(
            self.paged(fairs_for(request.user).order_by("-starts_at", "id"), FairSerializer)
        )

    @extend_schema(request=NewFairSerializer, responses={201: FairSerializer})
    def create(self, request: Request) -> Response:
        """Begin a fair as a draft."""
        fair = services.add_fair(actor(request), **self.checked(NewFairSerializer))
        return self.made(self._shown(fair))

    def retrieve(self, request: Request, fair: UUID) -> Response:
        """One fair with its venue's facts."""
        row = self._fair(fair)
        return self._versioned(row, lambda: self.shown(FairSerializer, row))

    @extend_schema(request=FairPlanSerializer)
    def partial_update(self, request: Request, fair: UUID) -> Response:
        """Change what is given; send `If-Match` so that nobody's change is lost."""
        row = self._fair(fair)
        fields = self.checked(FairPlanSerializer, partial=True)
        return self._step(row, lambda: services.edit_fair(actor(request), fair=row, **fields))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, fair: UUID) -> Response:
        """Show a draft to everybody."""
        row = self._fair(fair)
        return self._step(row, lambda: services.publish_fair(actor(request), fair=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def unpublish(self, request: Request, fair: UUID) -> Response:
        """Take a fair that has not opened back to preparation."""
        row = self._fair(fair)
        return self._step(row, lambda: services.unpublish_fair(actor(request), fair=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, fair: UUID) -> Response:
        """Open before its time, or again after closing."""
        row = self._fair(fair)
        return self._step(row, lambda: services.open_fair(actor(request), fair=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, fair: UUID) -> Response:
        """Close before its time."""
        row = self._fair(fair)
        return self._step(row, lambda: services.close_fair(actor(request), fair=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, fair: UUID) -> Response:
        """Put a closed fair away."""
        row = self._fair(fair)
        return self._step(row, lambda: services.archive_fair(actor(request), fair=row))

    @extend_schema(responses=SessionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def sessions(self, request: Request, fair: UUID) -> Response:
        """The opening periods of a fair."""
        row = self._fair(fair)
        return self._versioned(row, lambda: self._sessions(row))

    @extend_schema(
        request=SessionSerializer(many=True), responses=SessionSerializer(many=True), filters=False
    )
    @sessions.mapping.put
    def set_sessions(self, request: Request, fair: UUID) -> Response:
        """Make the sessions exactly these; one named by `id` keeps the booths that promised it."""
        row = self._fair(fair)
        plans = [SessionPlan(**plan) for plan in self.checked(SessionSerializer, many=True)]
        return self.changed(
            row,
            lambda: services.set_sessions(actor(request), fair=row, plans=plans),
            lambda: self._sessions(row),
        )

    @extend_schema(responses=ZoneSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def zones(self, request: Request, fair: UUID) -> Response:
        """The parts of the hall, with their rows of places."""
        row = self._fair(fair)
        return self._versioned(row, lambda: self._zones(row))

    @extend_schema(
        request=ZoneSerializer(many=True), responses=ZoneSerializer(many=True), filters=False
    )
    @zones.mapping.put
    def set_zones(self, request: Request, fair: UUID) -> Response:
        """Make the zones exactly these; one named by `id` keeps its booths."""
        row = self._fair(fair)
        plans = [ZonePlan(**plan) for plan in self.checked(ZoneSerializer, many=True)]
        return self.changed(
            row,
            lambda: services.set_zones(actor(request), fair=row, plans=plans),
            lambda: self._zones(row),
        )

    @extend_schema(responses=LandmarkSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def landmarks(self, request: Request, fair: UUID) -> Response:
        """The entrance and the service desk, each beside a zone; booths are listed from there."""
        row = self._fair(fair)
        return self._versioned(row, lambda: self._landmarks(row))

    @extend_schema(
        request=LandmarkSerializer(many=True),
        responses=LandmarkSerializer(many=True),
        filters=False,
    )
    @landmarks.mapping.put
    def set_landmarks(self, request: Request, fair: UUID) -> Response:
        """Make the landmarks exactly these: at most one of each kind."""
        row = self._fair(fair)
        plans = list(map(LandmarkSerializer.plan_of, self.checked(LandmarkSerializer, many=True)))
        return self.changed(
            row,
            lambda: services.set_landmarks(actor(request), fair=row, plans=plans),
            lambda: self._landmarks(row),
        )

    @extend_schema(responses=AnnouncementSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def announcements(self, request: Request, fair: UUID) -> Response:
        """What was announced and not taken back, the latest first."""
        row = self._fair(fair)
        return self._versioned(
            row, lambda: self.paged(row.announcements.standing(), AnnouncementSerializer)
        )

    @extend_schema(
        request=AnnouncementSerializer, responses={201: AnnouncementSerializer}, filters=False
    )
    @announcements.mapping.post
    def announce(self, request: Request, fair: UUID) -> Response:
        """Announce something to everybody at the fair."""
        row = self._fair(fair)
        fields = self.checked(AnnouncementSerializer)
        made = services.announce(actor(request), fair=row, **fields)
        return self.made(self.shown(AnnouncementSerializer, made))

    def _fair(self, key: UUID) -> Fair:
        return found(fairs(), key, self.request, may_see_fair)

    def _shown(self, fair: Fair) -> Any:
        return self.shown(FairSerializer, fairs().get(pk=fair.pk))

    def _sessions(self, fair: Fair) -> Any:
        return self.shown(SessionSerializer, fair.sessions.all(), many=True)

    def _zones(self, fair: Fair) -> Any:
        return self.shown(ZoneSerializer, fair.zones.all(), many=True)

    def _landmarks(self, fair: Fair) -> Any:
        rows = fair.landmarks.select_related("zone")
        return self.shown(LandmarkSerializer, rows, many=True)

    def _step(self, fair: Fair, act: Any) -> Response:
        return self.changed(fair, act, lambda: self._shown(fair))

    def _versioned(self, fair: Fair, show: Any) -> Response:
        """Without reading more than the fair itself when everybody's version is unchanged."""
        if may_help_fair(self.request.user, fair):
            return self.answer(show())
        tag = public_tag(self.request, fair)
        return self.answer(None if is_known(self.request, tag) else show(), tag)


class AnnouncementEndpoint(Endpoint):
    """One announcement."""

    queryset = Announcement.objects.none()
    serializer_class = AnnouncementSerializer
    lookup_url_kwarg = "announcement"

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, announcement: UUID) -> Response:
        """Take it off the pages; a second time changes nothing."""
        rows = Announcement.objects.select_related("fair")
        row = found(rows, announcement, request, lambda user, thing: may_see_fair(user, thing.fair))
        return self.changed(
            row.fair,
            lambda: services.withdraw_announcement(actor(request), announcement=row),
            lambda: self.shown(AnnouncementSerializer, rows.get(pk=row.pk)),
        )
