"""Filters of lists."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import django_filters as filters
from django.core.exceptions import ValidationError
from django_filters.fields import IsoDateTimeField

from jobfair.accounts.models import Employer
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState, Mode


class MomentField(IsoDateTimeField):
    """A moment, wherever its clock hangs; PostgreSQL takes no clock further than sixteen hours away."""

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as error:  # before the year 1, or after 9999
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class FairFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=FairState.choices)
    mode = filters.MultipleChoiceFilter(choices=Mode.choices)
    city = filters.CharFilter(field_name="organiser__city")
    starts_after = MomentFilter(field_name="starts_at", lookup_expr="gte")
    starts_before = MomentFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = Fair
        fields: ClassVar[list[Any]] = []


class EmployerFilter(filters.FilterSet):
    review_state = filters.MultipleChoiceFilter(choices=ReviewState.choices)
    name = filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Employer
        fields: ClassVar[list[Any]] = []
