from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.booths import services
from jobfair.booths.models import JobType, Position
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.vocabulary import EASY_READ
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import LONG_AGO, make_booth, make_employer, make_position, make_rep

DRAFT, SUBMITTED = ReviewState.DRAFT, ReviewState.SUBMITTED
APPROVED, RETURNED = ReviewState.APPROVED, ReviewState.RETURNED


def titles(booth):
    return [position.title for position in booth.positions.all()]


def test_a_new_position_is_a_draft_at_the_end(desk):
    make_position(desk.booth, title="第一个", order=4)
    added = services.add_position(desk.rep, booth=desk.booth, title=" 裁剪工 ", job_type="裁剪工")
    assert (added.title, added.review_state) == ("裁剪工", DRAFT)
    assert titles(desk.booth) == ["第一个", "裁剪工"]


def test_a_job_type_is_one_row_for_one_name(desk):
    for title in ("甲", "乙"):
        services.add_position(desk.rep, booth=desk.booth, title=title, job_type=" 客服 ")
    assert JobType.objects.filter(name="客服").count() == 1


@pytest.mark.parametrize(
    ("fields", "code", "where"),
    [
        ({"pay_min": 4000, "pay_max": 3000}, "pay_reversed", "pay_max"),
        ({"pay_min": None, "pay_max": 3000}, "pay_min_missing", "pay_min"),
        ({"headcount": 0}, "headcount_zero", "headcount"),
        ({"headcount": 5, "headcount_max": 3}, "headcount_reversed", "headcount_max"),
        ({"headcount": 3, "headcount_max": 3}, "headcount_reversed", "headcount_max"),
    ],
)
def test_what_cannot_be_stored_is_refused_where_it_stands(desk, fields, code, where):
    with pytest.raises(Invalid, match=code) as refusal:
        services.add_position(desk.rep, booth=desk.booth, title="甲", job_type="乙", **fields)
    assert where in refusal.value.fields
    assert not Position.objects.exists()


def test_one_amount_is_a_range_of_one(desk):
    added = services.add_position(
        desk.rep, booth=desk.booth, title="甲", job_type="乙", pay_min=3000
    )
    assert (added.pay_min, added.pay_max) == (3000, 3000)


def test_negotiable_pay_holds_no_amounts(desk):
    position = make_position(desk.booth)
    services.edit_position(desk.rep, position=position, pay_negotiable=True)
    position.refresh_from_db()
    assert (position.pay_min, position.pay_max) == (None, None)


@pytest.mark.parametrize("field", [*EASY_READ, "duties", "district"])
def test_a_position_without_a_needed_text_is_neither_handed_in_nor_approved(desk, field):
    position = make_position(desk.booth, review_state=DRAFT, **{field: " "})
    for refused in (
        lambda: services.submit_position(desk.rep, position=position),
        lambda: services.approve_position(desk.boss, position=position),
    ):
        with pytest.raises(Invalid, match="position_incomplete") as refusal:
            refused()
        assert set(refusal.value.fields) == {field}


def test_pay_and_three_demands_are_needed_too(desk):
    position = make_position(
        desk.booth, review_state=DRAFT, pay_min=None, pay_max=None, noise="", workplace="remote"
    )
    assert [m.field for m in missing_for_position(position)] == ["pay_min", "posture"]


def test_a_review_goes_from_draft_over_a_note_to_approval(desk):
    position = make_position(desk.booth, review_state=DRAFT, reviewed_at=None)
    services.submit_position(desk.rep, position=position)
    returned = services.return_position(desk.boss, position=position, note="请写明班次")
    assert (returned.review_state, returned.review_note) == (RETURNED, "请写明班次")
    services.submit_position(desk.rep, position=position)
    approved = services.approve_position(desk.boss, position=position)
    assert (approved.review_state, approved.review_note) == (APPROVED, "")
    with pytest.raises(Conflict, match="position_approved"):
        services.submit_position(desk.rep, position=position)


def test_all_complete_ones_are_handed_in_together_and_the_others_stay(desk):
    make_position(desk.booth, title="好", review_state=DRAFT)
    make_position(desk.booth, title="改好", review_state=RETURNED)
    make_position(desk.booth, title="缺", review_state=DRAFT, easy_what="")
    make_position(desk.booth, title="过", review_state=APPROVED)
    handed_in = services.submit_complete_positions(desk.rep, booth=desk.booth)
    assert [position.title for position in handed_in] == ["好", "改好"]
    states = dict(desk.booth.positions.values_list("title", "review_state"))
    assert states == {"好": SUBMITTED, "改好": SUBMITTED, "缺": DRAFT, "过": APPROVED}


def test_an_approved_position_stays_public_after_an_ordinary_change(desk):
    position = make_position(desk.booth)
    edited = services.edit_position(desk.rep, position=position, duties="把成品装进纸盒，贴标签。")
    assert edited.review_state == APPROVED
    assert edited.is_edited_since_review


def test_flagged_wording_that_comes_in_is_reviewed_again(desk):
    position = make_position(desk.booth)
    edited = services.edit_position(desk.rep, position=position, requirements="五官端正")
    assert edited.review_state == SUBMITTED


def test_flagged_wording_that_was_approved_is_not_asked_about_twice(desk):
    position = make_position(desk.booth, requirements="五官端正")
    edited = services.edit_position(desk.rep, position=position, requirements="五官端正，细心")
    assert edited.review_state == APPROVED


def test_a_reviewers_own_change_is_a_review(desk):
    position = make_position(desk.booth, reviewed_at=LONG_AGO)
    edited = services.edit_position(desk.boss, position=position, requirements="五官端正")
    assert edited.review_state == APPROVED
    assert edited.reviewed_by == desk.boss
    assert not edited.is_edited_since_review


@pytest.mark.parametrize(
    ("change", "field"),
    [({"easy_pay": ""}, "easy_pay"), ({"pay_min": None, "pay_max": None}, "pay_min")],
)
def test_a_public_position_may_not_lose_what_it_needs(desk, change, field):
    position = make_position(desk.booth)
    with pytest.raises(Invalid, match="position_would_be_incomplete") as refusal:
        services.edit_position(desk.rep, position=position, **change)
    assert set(refusal.value.fields) == {field}
    position.refresh_from_db()
    assert position.pay_min == 3000


def test_an_old_gap_of_a_public_position_does_not_stop_other_changes(desk):
    position = make_position(desk.booth, easy_pay="")
    assert services.edit_position(desk.rep, position=position, hours="9 点到 5 点").is_approved


def test_closing_hides_and_reopening_shows_again(desk):
    position = make_position(desk.booth)
    services.close_position(desk.rep, position=position)
    assert not Position.objects.approved().exists()
    services.reopen_position(desk.rep, position=position)
    assert Position.objects.approved().get() == position


@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, RETURNED])
def test_one_that_was_never_public_can_be_removed(desk, state):
    position = make_position(desk.booth, review_state=state)
    services.remove_position(desk.rep, position=position)
    assert not Position.objects.exists()


def test_one_that_was_public_once_cannot_be_removed_even_when_reviewed_again(desk):
    position = make_position(desk.booth, review_state=SUBMITTED)
    services.approve_position(desk.boss, position=position)
    services.return_position(desk.boss, position=position, note="请改班次")
    with pytest.raises(Conflict, match="position_public"):
        services.remove_position(desk.rep, position=position)


def test_a_copy_is_a_draft_of_its_own_at_the_end(desk):
    source = make_position(
        desk.booth, title="包装员", provisions=["lift", "meals"], closed_at=timezone.now()
    )
    make_position(desk.booth, title="另一个", order=1)
    copy = services.duplicate_position(desk.rep, position=source)
    assert titles(desk.booth) == ["包装员", "另一个", "包装员（副本）"]
    assert (copy.review_state, copy.reviewed_at, copy.closed_at) == (DRAFT, None, None)
    assert copy.provisions == source.provisions
    assert copy.easy_what == source.easy_what
    assert copy.edited_at - timezone.now() < timedelta(minutes=1)


def test_the_copy_of_the_longest_title_still_fits(desk):
    copy = services.duplicate_position(
        desk.rep, position=make_position(desk.booth, title="长" * 80)
    )
    assert len(copy.title) == 80
    assert copy.title.endswith("（副本）")


@pytest.mark.parametrize(
    ("title", "places", "expected"),
    [
        ("丙", -1, "甲丙乙"),
        ("甲", 1, "乙甲丙"),
        ("甲", -1, "甲乙丙"),
        ("丙", 1, "甲乙丙"),
        ("丙", -2, "丙甲乙"),
    ],
)
def test_positions_move_up_and_down_as_far_as_they_reach(desk, title, places, expected):
    row = {name: make_position(desk.booth, title=name) for name in "甲乙丙"}
    services.move_position(desk.rep, position=row[title], places=places)
    assert "".join(titles(desk.booth)) == expected


def test_the_positions_of_last_fair_come_along_as_drafts(desk):
    make_position(desk.booth, title="包装员", provisions=["lift"], first_approved_at=LONG_AGO)
    target = make_booth(desk.fair)
    services.copying.copy_positions(desk.booth, target)
    copy = target.positions.get()
    assert (copy.title, copy.review_state, copy.was_public) == ("包装员", DRAFT, False)
    assert copy.provisions == ["有电梯"]


def verbs(position):
    return {
        "add": lambda who: services.add_position(
            who, booth=position.booth, title="甲", job_type="乙"
        ),
        "edit": lambda who: services.edit_position(who, position=position, title="甲"),
        "duplicate": lambda who: services.duplicate_position(who, position=position),
        "move": lambda who: services.move_position(who, position=position, places=1),
        "close": lambda who: services.close_position(who, position=position),
        "reopen": lambda who: services.reopen_position(who, position=position),
        "submit": lambda who: services.submit_position(who, position=position),
        "submit all": lambda who: services.submit_complete_positions(who, booth=position.booth),
        "remove": lambda who: services.remove_position(who, position=position),
    }


def test_another_employers_rep_may_do_none_of_it(desk):
    stranger = make_rep(make_employer(desk.organiser))
    for verb in verbs(make_position(desk.booth)).values():
        with pytest.raises(NotAllowed):
            verb(stranger)
