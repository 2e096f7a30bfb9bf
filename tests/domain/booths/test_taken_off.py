"""Since when a position that was public is not, also where reviews said it before that was noted."""

from importlib import import_module

import pytest
from django.apps import apps

from jobfair.booths import services
from jobfair.booths.models import Position
from tests.factories import make_booth, make_fair, make_organiser_user, make_position

pytestmark = pytest.mark.django_db


def test_what_reviews_returned_before_is_noted_as_it_would_be_now():
    fair = make_fair()
    boss, booth = make_organiser_user(fair.organiser), make_booth(fair)
    approved, returned, back, never = (make_position(booth) for _n in range(4))
    for position in (approved, returned, back):
        services.approve_position(boss, position=position)
    for position in (returned, back):
        services.return_position(boss, position=position, note="请写清楚。")
        services.return_position(boss, position=position, note="还不够清楚。")
    services.approve_position(boss, position=back)
    Position.objects.filter(pk=never.pk).update(review_state="draft", first_approved_at=None)
    noted = dict(Position.objects.values_list("pk", "taken_off_at"))
    assert [pk for pk, at in noted.items() if at] == [returned.pk]
    Position.objects.update(taken_off_at=None)
    import_module("jobfair.booths.migrations.0005_taken_off_by_reviews").note(apps, None)
    again = dict(Position.objects.values_list("pk", "taken_off_at"))
    assert again.keys() == noted.keys()
    assert [pk for pk, at in again.items() if at] == [returned.pk]
    first = returned.reviews.get(note="请写清楚。").created_at
    assert again[returned.pk] == first
    assert noted[returned.pk] <= first
