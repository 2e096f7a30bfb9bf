"""Organisers and employers."""

from typing import Any, ClassVar

from rest_framework import serializers

from jobfair.accounts.models import Employer, Organiser
from jobfair.accounts.services import EMPLOYER_FIELDS
from jobfair.api.fields import KeyField

PUBLIC_EMPLOYER = ["id", "name", "name_en", "kind", "intro", "intro_en", "district", "website"]


class OrganiserSerializer(serializers.ModelSerializer[Organiser]):
    id = KeyField(read_only=True)

    class Meta:
        model = Organiser
        fields: ClassVar = ["id", "name", "name_en", "city"]


class PublicEmployerSerializer(serializers.ModelSerializer[Employer]):
    """An employer as everybody sees it: no contact, no licence, no review."""

    id = KeyField(read_only=True)

    class Meta:
        model = Employer
        fields = PUBLIC_EMPLOYER


class EmployerSerializer(serializers.ModelSerializer[Employer]):
    """An employer's whole record, for its reps and its organiser."""

    id = KeyField(read_only=True)
    organiser = OrganiserSerializer(read_only=True)

    class Meta:
        model = Employer
        fields = ["id", "organiser", *sorted(EMPLOYER_FIELDS), "review_state", "review_note"]
        read_only_fields: ClassVar = ["review_state", "review_note"]
        validators: ClassVar[list[Any]] = []
        extra_kwargs: ClassVar = {"website": {"allow_blank": True}}


class NoteSerializer(serializers.Serializer[Any]):
    """What should be changed."""

    note = serializers.CharField(max_length=500)


class ApprovalSerializer(serializers.Serializer[Any]):
    """Flagged wording stays only when somebody says so."""

    keeping_flagged = serializers.BooleanField(default=False)
