"""Finding positions by words and wishes."""

from typing import Any

from django.db.models import Case, QuerySet, When
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from jobfair.api.fields import KeyField
from jobfair.api.serializers.booths import PositionSerializer
from jobfair.api.views.base import Endpoint
from jobfair.api.views.positions import positions
from jobfair.booths import vocabulary as say
from jobfair.booths.models import Position
from jobfair.booths.search import Wishes
from jobfair.booths.search.entries import POSITION
from jobfair.fairs.models import Fair

CHOICES: dict[str, Any] = {
    "posture": say.Posture,
    "telephone": say.Telephone,
    "noise": say.Noise,
    "stairs": say.Stairs,
    "lifting": say.Lifting,
    "sight": say.Sight,
    "hands": say.Hands,
    "shift": say.Shift,
    "workplace": say.Workplace,
    "provisions": say.Provision,
}


def _one_or_more(words: Any) -> serializers.MultipleChoiceField:
    return serializers.MultipleChoiceField(
        choices=[choice for choice in words.choices if choice[0]], required=False
    )


class WishesSerializer(serializers.Serializer[Any]):
    """Everything is joined by and; several words of one demand by or."""

    q = serializers.CharField(required=False, max_length=80, help_text="汉字、拼音或首字母")
    fair = KeyField(required=False)
    job_type = serializers.CharField(required=False, max_length=60)
    district = serializers.CharField(required=False, max_length=40)
    pay_min = serializers.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return super().get_fields() | {name: _one_or_more(of) for name, of in CHOICES.items()}


class SearchEndpoint(Endpoint):
    """Positions of public fairs."""

    queryset = Position.objects.none()
    serializer_class = PositionSerializer

    @extend_schema(parameters=[WishesSerializer])
    def list(self, request: Request) -> Response:
        """The best first; without words, in walking order. Without `fair`, of coming fairs."""
        form = WishesSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        return self.answer(self.paged(_found(dict(form.validated_data)), PositionSerializer))


def _found(said: dict[str, Any]) -> QuerySet[Position]:
    scope = (
        Fair.objects.public().filter(pk=said.pop("fair"))
        if "fair" in said
        else Fair.objects.upcoming()
    )
    fairs = list(scope.values_list("pk", flat=True))
    text = said.pop("q", "")
    several: dict[str, Any] = {name: tuple(sorted(said.pop(name, ()))) for name in CHOICES}
    wishes = Wishes(text=text, **several, **said)
    public = positions().public().filter(booth__fair__in=fairs)
    if not text:
        return wishes.among(public.in_walking_order())
    ranked = wishes.found(fairs, POSITION)
    order = Case(*(When(pk=pk, then=rank) for rank, pk in enumerate(ranked)), default=len(ranked))
    return wishes.among(public.filter(pk__in=ranked)).order_by(order, "pk")
