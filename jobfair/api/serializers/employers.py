"""An employer to be entered in somebody's book."""

from typing import Any, ClassVar

from rest_framework import serializers

from jobfair.accounts.models import Employer
from jobfair.accounts.services import EMPLOYER_FIELDS
from jobfair.api.fields import ThingField
from jobfair.api.serializers.fairs import own_organisers


class NewEmployerSerializer(serializers.ModelSerializer[Employer]):
    """What is written of it; only organisers you work for may be named."""

    organiser = ThingField(own_organisers)

    class Meta:
        model = Employer
        fields: ClassVar = ["organiser", *sorted(EMPLOYER_FIELDS)]
        validators: ClassVar[list[Any]] = []
        extra_kwargs: ClassVar = {"website": {"allow_blank": True}}
