"""Positions: prepared by reps, reviewed by organisers, read by all once approved."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.api.serializers.booths import (
    PositionPlanSerializer,
    PositionSerializer,
    PreparedPositionSerializer,
)
from jobfair.api.serializers.people import ApprovalSerializer, NoteSerializer
from jobfair.api.views.base import Endpoint, actor, found
from jobfair.booths import services
from jobfair.booths.models import Position, PositionQuerySet
from jobfair.booths.permissions import may_edit_booth, may_see_position


def positions() -> PositionQuerySet:
    rows = Position.objects.select_related("booth__fair__organiser", "booth__employer", "job_type")
    return rows.prefetch_related("provision_rows")


class PositionEndpoint(Endpoint):
    """One position."""

    queryset = Position.objects.none()
    serializer_class = PreparedPositionSerializer
    lookup_url_kwarg = "position"

    @extend_schema(responses=PositionSerializer)
    def retrieve(self, request: Request, position: UUID) -> Response:
        """What the work asks, what the place provides, and the easy-read block."""
        row = self._position(position)
        prepared = may_edit_booth(request.user, row.booth)
        return self.answer(
            self.shown(PreparedPositionSerializer if prepared else PositionSerializer, row)
        )

    @extend_schema(request=PositionPlanSerializer)
    def partial_update(self, request: Request, position: UUID) -> Response:
        """Change what is given; flagged wording in an approved position is reviewed again."""
        row = self._position(position)
        fields = self.checked(PositionPlanSerializer, partial=True)
        return self._step(
            row, lambda: services.edit_position(actor(request), position=row, **fields)
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, position: UUID) -> Response:
        """Hand it in for review."""
        row = self._position(position)
        return self._step(row, lambda: services.submit_position(actor(request), position=row))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, position: UUID) -> Response:
        """Remove one that was never public; others are closed instead."""
        row = self._position(position)
        return self.removed(
            row.booth.fair,
            lambda: services.remove_position(actor(request), position=row),
            lambda: self._prepared(row),
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, position: UUID) -> Response:
        """Stop recruiting: off the public pages, kept on record."""
        row = self._position(position)
        return self._step(row, lambda: services.close_position(actor(request), position=row))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, position: UUID) -> Response:
        """Recruit again."""
        row = self._position(position)
        return self._step(row, lambda: services.reopen_position(actor(request), position=row))

    @extend_schema(request=ApprovalSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, position: UUID) -> Response:
        """Let the public see it."""
        row, said = self._position(position), self.checked(ApprovalSerializer)
        return self._step(
            row, lambda: services.approve_position(actor(request), position=row, **said)
        )

    @extend_schema(request=NoteSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, position: UUID) -> Response:
        """Send it back with what to change."""
        row, said = self._position(position), self.checked(NoteSerializer)
        return self._step(
            row, lambda: services.return_position(actor(request), position=row, **said)
        )

    def _position(self, key: UUID) -> Position:
        return found(positions(), key, self.request, may_see_position)

    def _step(self, position: Position, act: Any) -> Response:
        return self.changed(position.booth.fair, act, lambda: self._prepared(position))

    def _prepared(self, position: Position) -> Any:
        return self.shown(PreparedPositionSerializer, positions().get(pk=position.pk))
