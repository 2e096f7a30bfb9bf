"""Employers: one's own records, and those in the book of one's organiser."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.accounts import services
from jobfair.accounts.models import Employer
from jobfair.accounts.permissions import may_edit_employer, roles_of
from jobfair.accounts.roles import Role
from jobfair.api.filters import EmployerFilter
from jobfair.api.serializers.employers import NewEmployerSerializer
from jobfair.api.serializers.people import ApprovalSerializer, EmployerSerializer, NoteSerializer
from jobfair.api.views.base import OwnEndpoint, actor, found


def employers_of(user: Any) -> QuerySet[Employer]:
    roles = roles_of(user)
    own = Q(pk__in=roles.bodies(Role.REP)) | Q(organiser__in=roles.bodies(Role.ORGANISER))
    return Employer.objects.select_related("organiser").filter(own)


class EmployerEndpoint(OwnEndpoint):
    """Employer records you represent or review."""

    queryset = Employer.objects.none()
    serializer_class = EmployerSerializer
    filterset_class = EmployerFilter
    lookup_url_kwarg = "employer"

    def list(self, request: Request) -> Response:
        """By name."""
        return self.answer(
            self.paged(employers_of(request.user).order_by("name", "id"), EmployerSerializer)
        )

    @extend_schema(request=NewEmployerSerializer, responses={201: EmployerSerializer})
    def create(self, request: Request) -> Response:
        """Enter one in the book of your organiser, as a draft."""
        made = services.add_employer(actor(request), **self.checked(NewEmployerSerializer))
        return self.made(self.shown(EmployerSerializer, made))

    def retrieve(self, request: Request, employer: UUID) -> Response:
        """The whole record."""
        return self.answer(self.shown(EmployerSerializer, self._employer(employer)))

    @extend_schema(request=EmployerSerializer)
    def partial_update(self, request: Request, employer: UUID) -> Response:
        """Change what is given; a changed name or licence number is reviewed again."""
        row = self._employer(employer)
        fields = self.checked(EmployerSerializer, partial=True)
        return self._step(
            row, lambda: services.edit_employer(actor(request), employer=row, **fields)
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, employer: UUID) -> Response:
        """Hand it in for review."""
        row = self._employer(employer)
        return self._step(row, lambda: services.submit_employer(actor(request), employer=row))

    @extend_schema(request=ApprovalSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, employer: UUID) -> Response:
        """Let its booths be public; flagged wording only when you say that it stays."""
        row, said = self._employer(employer), self.checked(ApprovalSerializer)
        return self._step(
            row, lambda: services.approve_employer(actor(request), employer=row, **said)
        )

    @extend_schema(request=NoteSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, employer: UUID) -> Response:
        """Send it back with what to change; its booths leave the public pages until then."""
        row, said = self._employer(employer), self.checked(NoteSerializer)
        return self._step(
            row, lambda: services.return_employer(actor(request), employer=row, **said)
        )

    def _step(self, employer: Employer, act: Any) -> Response:
        rows = Employer.objects.select_related("organiser")
        return self.changed(
            employer, act, lambda: self.shown(EmployerSerializer, rows.get(pk=employer.pk))
        )

    def _employer(self, key: UUID) -> Employer:
        rows = Employer.objects.select_related("organiser")
        return found(rows, key, self.request, may_edit_employer)
