"""Booths and positions."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from jobfair.accounts.models import Employer
from jobfair.api.fields import KeyField, ThingField
from jobfair.api.serializers.fairs import own_organisers
from jobfair.api.serializers.people import PublicEmployerSerializer
from jobfair.booths.models import Booth, Position
from jobfair.booths.services.booths import BOOTH_FIELDS
from jobfair.booths.services.positions import POSITION_FIELDS
from jobfair.booths.vocabulary import Provision
from jobfair.common.review import ReviewState

# What reps write; the order is the page's business and the sheet's own words are nobody's.
WRITABLE = sorted(POSITION_FIELDS - {"order", "source_note"})


def own_employers(user: Any) -> Any:
    return Employer.objects.filter(organiser__in=own_organisers(user))


class BoothSerializer(serializers.ModelSerializer[Booth]):
    """A booth as it is read."""

    id = KeyField(read_only=True)
    fair = KeyField(source="fair_id", read_only=True)
    employer = PublicEmployerSerializer(read_only=True)
    zone = serializers.CharField(source="zone.code", default=None, read_only=True, allow_null=True)
    place = serializers.CharField(read_only=True)
    sessions = serializers.SerializerMethodField()
    is_staffed = serializers.SerializerMethodField()

    class Meta:
        model = Booth
        fields: ClassVar = [
            *["id", "fair", "employer", "zone", "number", "place", "sessions", "is_staffed"],
            *sorted(BOOTH_FIELDS),
            *["published_at", "away_until"],
        ]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_sessions(self, booth: Booth) -> list[str]:
        return [session.key for session in booth.sessions.all()]

    def get_is_staffed(self, booth: Booth) -> bool:
        return booth.fair.is_open and booth.is_staffed()


class BoothTextsSerializer(serializers.ModelSerializer[Booth]):
    """What a rep may change of a booth."""

    sessions = serializers.ListField(child=KeyField(), required=False)

    class Meta:
        model = Booth
        fields: ClassVar = [*sorted(BOOTH_FIELDS), "sessions"]


class NewBoothSerializer(serializers.Serializer[Any]):
    """Which employer gets a booth."""

    employer = ThingField(own_employers)


class PlaceSerializer(serializers.Serializer[Any]):
    """Zone and number, or neither to take the booth off the plan."""

    zone = KeyField(allow_null=True)
    number = serializers.IntegerField(allow_null=True, min_value=1, max_value=2500)


class ReviewSerializer(serializers.Serializer[Any]):
    """Where a position stands, for those who prepare or review it."""

    state = serializers.ChoiceField(ReviewState.choices, source="review_state")
    note = serializers.CharField(source="review_note")


class PositionSerializer(serializers.ModelSerializer[Position]):
    """A position as everybody sees it."""

    id = KeyField(read_only=True)
    booth = KeyField(source="booth_id", read_only=True)
    employer = serializers.CharField(source="booth.employer.name", read_only=True)
    job_type = serializers.CharField(source="job_type.name", read_only=True)
    provisions = serializers.SerializerMethodField()

    class Meta:
        model = Position
        fields: ClassVar = [
            *["id", "booth", "employer", "job_type", *WRITABLE, "provisions", "closed_at"],
        ]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Provision.choices)))
    def get_provisions(self, position: Position) -> list[str]:
        return sorted(row.word for row in position.provision_rows.all())


class PreparedPositionSerializer(PositionSerializer):
    """The same with its review, for the employer's reps and the organisers."""

    review = ReviewSerializer(source="*", read_only=True)

    class Meta(PositionSerializer.Meta):
        fields: ClassVar = [*PositionSerializer.Meta.fields, "review"]


class PositionPlanSerializer(serializers.ModelSerializer[Position]):
    """What a rep may write of a position."""

    job_type = serializers.CharField(max_length=60)
    provisions = serializers.ListField(
        child=serializers.ChoiceField(Provision.choices), required=False
    )

    class Meta:
        model = Position
        fields: ClassVar = ["job_type", *WRITABLE, "provisions"]
        validators: ClassVar[list[Any]] = []
