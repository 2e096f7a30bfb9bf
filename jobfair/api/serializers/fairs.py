"""Fairs and what belongs to them."""

from typing import Any, ClassVar

from rest_framework import serializers

from jobfair.accounts.models import Organiser
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.api.fields import KeyField, ThingField
from jobfair.api.serializers.people import OrganiserSerializer
from jobfair.fairs.models import (
    VENUE_FACTS,
    Announcement,
    Fair,
    Landmark,
    Series,
    Session,
    Venue,
    Zone,
)
from jobfair.fairs.services import LandmarkPlan
from jobfair.fairs.services.planning import FAIR_FIELDS

FACTS = [name for fact in VENUE_FACTS for name in (fact, f"{fact}_note", f"{fact}_note_en")]


def own_organisers(user: Any) -> Any:
    return Organiser.objects.filter(pk__in=roles_of(user).bodies(Role.ORGANISER))


def own_venues(user: Any) -> Any:
    return Venue.objects.filter(organiser__in=own_organisers(user))


def own_series(user: Any) -> Any:
    return Series.objects.filter(organiser__in=own_organisers(user))


class SeriesSerializer(serializers.ModelSerializer[Series]):
    id = KeyField(read_only=True)

    class Meta:
        model = Series
        fields: ClassVar = ["id", "name", "name_en"]


class VenueSerializer(serializers.ModelSerializer[Venue]):
    """A place, with the facts that decide whether a person can come."""

    id = KeyField(read_only=True)

    class Meta:
        model = Venue
        fields: ClassVar = [
            *["id", "name", "name_en", "district", "address", "address_en"],
            *["transport", "transport_en", "phone", *FACTS],
        ]


class SessionSerializer(serializers.ModelSerializer[Session]):
    id = KeyField(required=False)

    class Meta:
        model = Session
        fields: ClassVar = ["id", "name", "name_en", "starts_at", "ends_at"]


class ZoneSerializer(serializers.ModelSerializer[Zone]):
    id = KeyField(required=False)

    class Meta:
        model = Zone
        fields: ClassVar = ["id", "code", "name", "name_en", "rows", "places_per_row"]


class LandmarkSerializer(serializers.ModelSerializer[Landmark]):
    """What people look for first in the hall, beside a zone named by its letter."""

    zone = serializers.CharField(source="zone.code", max_length=4)

    class Meta:
        model = Landmark
        fields: ClassVar = ["kind", "zone", "side", "name", "name_en"]

    @staticmethod
    def plan_of(given: dict[str, Any]) -> LandmarkPlan:
        return LandmarkPlan(**given | {"zone": given["zone"]["code"]})


class FairSerializer(serializers.ModelSerializer[Fair]):
    """A fair as it is read."""

    id = KeyField(read_only=True)
    organiser = OrganiserSerializer()
    co_organisers = OrganiserSerializer(many=True)
    series = SeriesSerializer(allow_null=True)
    venue = VenueSerializer(allow_null=True)
    version = serializers.CharField(source="content_version")

    class Meta:
        model = Fair
        fields = ["id", "state", "organiser", "co_organisers", *sorted(FAIR_FIELDS), "version"]


class FairPlanSerializer(serializers.ModelSerializer[Fair]):
    """What an organiser may change of a fair."""

    series = ThingField(own_series, required=False, allow_null=True)
    venue = ThingField(own_venues, required=False, allow_null=True)

    class Meta:
        model = Fair
        fields = sorted(FAIR_FIELDS)
        validators: ClassVar[list[Any]] = []


class NewFairSerializer(FairPlanSerializer):
    """A fair to begin."""

    organiser = ThingField(own_organisers)

    class Meta(FairPlanSerializer.Meta):
        fields = ["organiser", *sorted(FAIR_FIELDS)]


class AnnouncementSerializer(serializers.ModelSerializer[Announcement]):
    id = KeyField(read_only=True)

    class Meta:
        model = Announcement
        fields: ClassVar = [
            *["id", "title", "title_en", "body", "body_en", "is_urgent", "created_at"],
        ]
        read_only_fields: ClassVar = ["created_at"]
