import pytest
from django.utils import timezone

from jobfair.booths import services
from jobfair.booths.changes import Change, changes_since_review
from jobfair.booths.models import Position
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)

pytestmark = pytest.mark.django_db
WAITING = {"review_state": ReviewState.SUBMITTED, "reviewed_at": None}


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def booth(organiser):
    return make_booth(make_fair(organiser))


def state_of(position):
    return Position.objects.get(pk=position.pk).review_state


def test_flagged_wording_passes_only_when_somebody_says_that_it_stays(boss, booth):
    position = make_position(booth, requirements="身体健康", **WAITING)
    with pytest.raises(Invalid, match="position_flagged"):
        services.approve_position(boss, position=position)
    assert state_of(position) == ReviewState.SUBMITTED
    services.approve_position(boss, position=position, keeping_flagged=True)
    assert state_of(position) == ReviewState.APPROVED


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({}, True),
        ({"requirements": "五官端正"}, False),
        ({"easy_what": ""}, False),
        ({"review_state": ReviewState.DRAFT}, True),
        ({"review_state": ReviewState.RETURNED}, False),
    ],
)
def test_approving_many_takes_only_what_is_new_whole_and_unflagged(boss, booth, facts, passes):
    position = make_position(booth, **(WAITING | facts))
    before = state_of(position)
    services.approve_unflagged(boss, positions=[position])
    assert state_of(position) == (ReviewState.APPROVED if passes else before)


@pytest.mark.parametrize("verb", ["approve_position", "return_position"])
def test_only_those_who_help_the_fair_review(booth, verb):
    position = make_position(booth, **WAITING)
    note = {"note": "请改"} if verb == "return_position" else {}
    for stranger in (make_user(), make_rep(booth.employer)):
        with pytest.raises(NotAllowed):
            getattr(services, verb)(stranger, position=position, **note)


def test_nothing_is_returned_without_a_note(boss, booth):
    with pytest.raises(Invalid, match="note_missing"):
        services.return_position(boss, position=make_position(booth, **WAITING), note=" ")


def test_what_changed_since_the_last_review_is_said_field_by_field(boss, booth):
    position = make_position(booth, provisions=["lift"], posture="sitting", **WAITING)
    assert changes_since_review(position) is None
    services.approve_position(boss, position=position)
    assert changes_since_review(position) == []
    rep = make_rep(booth.employer)
    services.edit_position(
        rep, position=position, posture="standing", provisions=["lift", "meals"], pay_min=3100
    )
    assert changes_since_review(Position.objects.get(pk=position.pk)) == [
        Change("最低薪资（元）", "3000", "3100"),
        Change("姿势", "以坐为主", "以站为主"),
        Change("单位提供的便利", "有电梯", "有电梯、包餐或有食堂"),
    ]


def test_a_change_to_an_approved_position_waits_for_a_look(boss, booth):
    position = make_position(booth, reviewed_at=timezone.now())
    edited = services.edit_position(make_rep(booth.employer), position=position, hours="9 到 5 点")
    assert edited.is_approved
    assert edited.is_edited_since_review
    looked = services.approve_position(boss, position=edited)
    assert not looked.is_edited_since_review


def test_a_reviewers_own_change_is_a_review(boss, booth):
    position = make_position(booth)
    edited = services.edit_position(boss, position=position, hours="9 到 5 点")
    assert edited.is_approved
    assert not edited.is_edited_since_review
    assert edited.reviews.last().made_by == boss
    assert changes_since_review(edited) == []
