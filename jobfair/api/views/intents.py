"""Intents: one's own, those at one's booth, and the steps of both sides."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.accounts.services import person_of
from jobfair.api.serializers.intents import (
    HeardSerializer,
    IntentSerializer,
    StepSerializer,
)
from jobfair.api.views.base import OwnEndpoint, actor, found
from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair
from jobfair.intents.models import Channel, Intent, Voice
from jobfair.intents.permissions import may_work_intents
from jobfair.intents.selectors import intents_at, intents_of
from jobfair.intents.services import Wish, record
from jobfair.intents.steps import Side, Step
from jobfair.outcomes.selectors import people_of


class IntentsEndpoint(OwnEndpoint):
    """Your own intents, as a jobseeker; and steps, as either side."""

    queryset = Intent.objects.none()
    serializer_class = IntentSerializer

    def list(self, request: Request) -> Response:
        """The newest change first."""
        return self.answer(self.paged(intents_of(actor(request)), IntentSerializer))

    @extend_schema(request=StepSerializer, responses={201: IntentSerializer})
    def create(self, request: Request) -> Response:
        """Record a step; the same `cid` again gives the same answer and records nothing more."""
        recorded = record(_wish(request, self.checked(StepSerializer)))
        return self.made(self.shown(IntentSerializer, recorded.intent))


class BoothIntentsEndpoint(OwnEndpoint):
    """The intents at a booth you staff."""

    queryset = Intent.objects.none()
    serializer_class = IntentSerializer
    lookup_url_kwarg = "booth"

    def list(self, request: Request, booth: UUID) -> Response:
        """By position, the newest change first."""
        rows = Booth.objects.select_related("employer")
        row = found(rows, booth, request, may_work_intents)
        return self.answer(self.paged(intents_at(row), IntentSerializer))


class HeardEndpoint(OwnEndpoint):
    """What people said by telephone or on site, as their fair's adviser.

    About those whom the fair knows: by its record, a registration, an arrival or an intent.
    Whom it does not know yet is found by their number on the adviser's page.
    """

    queryset = Intent.objects.none()
    serializer_class = IntentSerializer

    @extend_schema(request=HeardSerializer, responses={201: IntentSerializer})
    def create(self, request: Request) -> Response:
        """Record for either side what it said; both read who recorded it and who said so."""
        given = self.checked(HeardSerializer)
        _refuse_strangers(given)
        recorded = record(_heard(request, given))
        return self.made(self.shown(IntentSerializer, recorded.intent))


def _refuse_strangers(given: dict[str, Any]) -> None:
    """An id that was seen elsewhere opens nobody to another fair's advisers."""
    fair = Fair.objects.filter(booths__positions=given["position"]).first()
    if fair is None or not people_of(fair).filter(pk=given["person"]).exists():
        raise NotFound


def _heard(request: Request, given: dict[str, Any]) -> Wish:
    return Wish(
        actor(request),
        given["person"],
        given["position"],
        Side(given["side"]),
        Step(given["step"]),
        given["cid"],
        channel=Channel(given["channel"]),
        voice=Voice(given["voice"]),
        corrects=given.get("corrects"),
        remark=given.get("remark", ""),
    )


def _wish(request: Request, given: dict[str, Any]) -> Wish:
    user = actor(request)
    about = given.get("person")
    return Wish(
        user,
        about or person_of(user).pk,
        given["position"],
        Side.EMPLOYER if about else Side.JOBSEEKER,
        Step(given["step"]),
        given["cid"],
        corrects=given.get("corrects"),
        remark=given.get("remark", ""),
    )
