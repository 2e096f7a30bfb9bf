"""Every role against every predicate on booths and positions."""

import pytest
from django.contrib.auth.models import AnonymousUser

from jobfair.booths import permissions as may
from jobfair.booths.models import Material
from jobfair.common.review import ReviewState
from jobfair.fairs.models import FairState
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_employer,
    make_fair,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor nobody jobseeker rep other_rep organiser co_organiser other_organiser "
    "adviser door inactive_rep"
).split()
EDITORS = {"rep", "organiser", "co_organiser"}
EVERYBODY = set(ROLES)


@pytest.fixture
def booth():
    organiser = make_organiser()
    return make_booth(make_fair(organiser), make_employer(organiser))


@pytest.fixture
def people(booth):
    fair, organiser = booth.fair, booth.fair.organiser
    co_organiser, stranger = make_organiser(), make_organiser()
    fair.co_organisers.add(co_organiser)
    other = make_booth(fair)
    return {
        "visitor": AnonymousUser(),
        "nobody": make_user(),
        "jobseeker": make_jobseeker(),
        "rep": make_rep(booth.employer),
        "other_rep": make_rep(other.employer),
        "organiser": make_organiser_user(organiser),
        "co_organiser": make_organiser_user(co_organiser),
        "other_organiser": make_organiser_user(stranger),
        "adviser": make_adviser(organiser),
        "door": make_door(organiser),
        "inactive_rep": make_rep(booth.employer, is_active=False),
    }


def allowed(people, predicate, thing):
    return {role for role, user in people.items() if predicate(user, thing)}


def test_the_table_names_every_role(people):
    assert list(people) == ROLES


@pytest.mark.parametrize(
    ("predicate", "who"),
    [
        (may.may_edit_booth, EDITORS),
        (may.may_staff_booth, {"rep"}),
        (may.may_place_booth, {"organiser", "co_organiser"}),
        (may.may_see_booth, EVERYBODY),
    ],
)
def test_booths(people, booth, predicate, who):
    assert allowed(people, predicate, booth) == who


@pytest.mark.parametrize("predicate", [may.may_place_booths, may.may_review_positions])
def test_fairs(people, booth, predicate):
    assert allowed(people, predicate, booth.fair) == {"organiser", "co_organiser"}


def test_what_belongs_to_a_booth_is_edited_by_whoever_edits_the_booth(people, booth):
    position, material = make_position(booth), Material(booth=booth)
    assert allowed(people, may.may_edit_position, position) == EDITORS
    assert allowed(people, may.may_edit_material, material) == EDITORS


def test_positions_are_reviewed_by_those_who_help_the_fair(people, booth):
    who = allowed(people, may.may_review_position, make_position(booth))
    assert who == {"organiser", "co_organiser"}


HIDDEN_BOOTHS = {
    "not published": lambda booth: setattr(booth, "published_at", None),
    "fair in preparation": lambda booth: setattr(booth.fair, "state", FairState.DRAFT),
    "employer not approved": lambda booth: setattr(
        booth.employer, "review_state", ReviewState.SUBMITTED
    ),
}


@pytest.mark.parametrize("hide", HIDDEN_BOOTHS.values(), ids=HIDDEN_BOOTHS.keys())
def test_a_booth_that_is_not_public_is_seen_by_its_editors_only(people, booth, hide):
    position = make_position(booth)
    hide(booth)
    position.booth = booth
    assert allowed(people, may.may_see_booth, booth) == EDITORS
    assert allowed(people, may.may_see_position, position) == EDITORS


@pytest.mark.parametrize("state", ReviewState.values)
def test_a_position_is_seen_by_everybody_once_approved(people, booth, state):
    position = make_position(booth, review_state=state)
    expected = EVERYBODY if state == ReviewState.APPROVED else EDITORS
    assert allowed(people, may.may_see_position, position) == expected


def test_a_closed_position_is_seen_by_its_editors_only(people, booth):
    position = make_position(booth, closed_at=booth.published_at)
    assert allowed(people, may.may_see_position, position) == EDITORS
