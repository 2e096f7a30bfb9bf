"""Reviews are kept as they were made, whoever asks the database otherwise."""

import pytest
from django.db import DatabaseError, transaction

from jobfair.booths.models import Position, PositionReview
from jobfair.booths.services import approve_position, remove_position, return_position
from tests.factories import make_booth, make_fair, make_organiser_user, make_position, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make_organiser_user(make_fair().organiser)


@pytest.fixture
def review(boss):
    organiser = boss.memberships.get().organiser
    position = make_position(
        make_booth(organiser.fairs.get()), review_state="submitted", reviewed_at=None
    )
    return_position(boss, position=position, note="请写明班次。")
    return position.reviews.get()


def refused(change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "change",
    [{"outcome": "approved"}, {"note": ""}, {"seen": {}}, {"created_at": "2020-01-01T00:00Z"}],
)
def test_a_review_is_never_rewritten(review, change):
    refused(lambda: PositionReview.objects.filter(pk=review.pk).update(**change))


def test_a_review_is_not_deleted_nor_given_to_another(review):
    refused(review.delete)
    refused(lambda: PositionReview.objects.update(made_by=make_user()))


def test_it_goes_with_a_position_that_was_never_public(review, boss):
    remove_position(boss, position=review.position)
    assert not PositionReview.objects.exists()
    assert not Position.objects.exists()


def test_a_reviewer_may_be_forgotten(review, boss):
    approve_position(
        make_organiser_user(boss.memberships.get().organiser), position=review.position
    )
    boss.delete()
    review.refresh_from_db()
    assert review.made_by is None
    assert review.note == "请写明班次。"
