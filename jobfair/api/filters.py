"""Filters of lists."""

from typing import Any, ClassVar

import django_filters as filters

from jobfair.accounts.models import Employer
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState, Mode


class FairFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=FairState.choices)
    mode = filters.MultipleChoiceFilter(choices=Mode.choices)
    city = filters.CharFilter(field_name="organiser__city")
    starts_after = filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="gte")
    starts_before = filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = Fair
        fields: ClassVar[list[Any]] = []


class EmployerFilter(filters.FilterSet):
    review_state = filters.MultipleChoiceFilter(choices=ReviewState.choices)
    name = filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Employer
        fields: ClassVar[list[Any]] = []
