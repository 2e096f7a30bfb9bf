"""Taking an import back, as far as nobody has worked on it since."""

import pytest

from jobfair.accounts.models import Employer
from jobfair.accounts.services import edit_employer
from jobfair.booths import services as booths
from jobfair.booths.imports.models import Stage
from jobfair.booths.models import Booth, Position
from jobfair.chat.models import Conversation
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_employer,
    make_jobseeker,
    make_position,
    make_rep,
)
from tests.factories.imports import apply, receive_rows, undo

pytestmark = pytest.mark.django_db
HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资", "展位号", "联系人", "福利待遇", "工种"]
NEW = [
    ["甲示例厂", "车工", 2, 3000, "A01", "王某", "包吃", ""],
    ["甲示例厂", "钳工", 2, 3000, "", "", "", ""],
]


def test_what_was_made_goes_again(boss, fair):
    imported = undo(boss, apply(boss, receive_rows(boss, fair, NEW, HEADINGS)))
    assert imported.stage == Stage.UNDONE
    assert imported.undone_by == boss
    assert not Position.objects.exists()
    assert not Booth.objects.exists()
    assert not Employer.objects.exists()
    assert {name: n for name, n in imported.counts.items() if name.startswith("kept_")} == {
        "kept_positions": 0,
        "kept_booths": 0,
        "kept_employers": 0,
        "kept_changes": 0,
    }


def test_what_was_changed_goes_back(boss, fair):
    employer = make_employer(fair.organiser, name="甲示例厂", contact_name="旧人")
    booth = make_booth(fair, employer, number=5)
    position = make_position(booth, "车工", title="车工", headcount=7, pay_min=2500, pay_max=2600)
    rows = [["甲示例厂", "车工", 2, 3000, "A01", "王某", "包吃", "机加工"]]
    imported = apply(boss, receive_rows(boss, fair, rows, HEADINGS))
    position.refresh_from_db()
    booth.refresh_from_db()
    assert (position.headcount, position.pay_min, booth.place) == (2, 3000, "A01")
    undo(boss, imported)
    for thing in (position, booth, employer):
        thing.refresh_from_db()
    assert (position.headcount, position.pay_min, position.pay_max) == (7, 2500, 2600)
    assert position.job_type.name == "车工"
    assert not position.provision_rows.exists()
    assert booth.place == "A05"
    assert employer.contact_name == "旧人"


def test_a_co_organiser_takes_back_all_but_what_was_written_into_the_book(
    boss, fair, co_organiser_user
):
    employer = make_employer(fair.organiser, name="甲示例厂", contact_name="旧人")
    rows = [["甲示例厂", "车工", 2, 3000, "", "王某", "", ""]]
    imported = undo(co_organiser_user, apply(boss, receive_rows(boss, fair, rows, HEADINGS)))
    employer.refresh_from_db()
    assert employer.contact_name == "王某"
    assert imported.counts["kept_changes"] == 1
    assert not Position.objects.exists()


def bring_flagged_wording(boss, fair):
    """A position, and the import that took it off the public pages."""
    booth = make_booth(fair, make_employer(fair.organiser, name="甲示例厂"))
    position = make_position(booth, "车工", title="车工", requirements="细心")
    headings = ["单位名称", "岗位名称", "招聘人数", "岗位要求"]
    rows = [["甲示例厂", "车工", position.headcount, "五官端正"]]
    imported = apply(boss, receive_rows(boss, fair, rows, headings))
    position.refresh_from_db()
    assert position.review_state == ReviewState.SUBMITTED
    assert position.taken_off_at == position.edited_at
    return position, imported


def test_a_position_that_left_the_public_pages_comes_back(boss, fair):
    position, imported = bring_flagged_wording(boss, fair)
    imported = undo(boss, imported)
    position.refresh_from_db()
    assert (position.review_state, position.requirements) == (ReviewState.APPROVED, "细心")
    assert position.taken_off_at is None
    assert imported.counts["kept_changes"] == 0


def test_words_written_since_do_not_become_public_by_undoing(boss, fair):
    position, imported = bring_flagged_wording(boss, fair)
    rep = make_rep(position.booth.employer)
    booths.edit_position(rep, position=position, requirements="五官端正，身体健康")
    undo(boss, imported)
    position.refresh_from_db()
    assert position.review_state == ReviewState.SUBMITTED
    assert position.taken_off_at is not None


@pytest.mark.parametrize(("codes", "place"), [(["A", "AB"], "AB07"), (["A", "A1"], "A105")])
def test_a_booth_goes_back_to_the_zone_of_its_exact_sign(boss, fair, codes, place):
    fair.zones.all().delete()
    zones = {code: fair.zones.create(code=code, name=f"{code} 区") for code in codes}
    number = int(place.removeprefix(codes[1]))
    employer = make_employer(fair.organiser, name="甲示例厂")
    booth = make_booth(fair, employer, zone=zones[codes[1]], number=number)
    rows = [["甲示例厂", "车工", 2, 3000, "A03", "", "", ""]]
    imported = apply(boss, receive_rows(boss, fair, rows, HEADINGS))
    booth.refresh_from_db()
    assert booth.place == "A03"
    assert undo(boss, imported).stage == Stage.UNDONE
    booth.refresh_from_db()
    assert booth.place == place


def test_a_sign_that_two_places_bear_leads_back_to_neither(boss, fair):
    fair.zones.all().delete()
    fair.zones.create(code="A", name="大厅", rows=20)
    small = fair.zones.create(code="A1", name="小厅")
    employer = make_employer(fair.organiser, name="甲示例厂")
    booth = make_booth(fair, employer, zone=small, number=7)
    rows = [["甲示例厂", "车工", 2, 3000, "A03", "", "", ""]]
    imported = undo(boss, apply(boss, receive_rows(boss, fair, rows, HEADINGS)))
    booth.refresh_from_db()
    assert booth.place == "A03"
    assert imported.counts["kept_changes"] == 1


def test_what_somebody_has_worked_on_stays(boss, fair):
    imported = apply(boss, receive_rows(boss, fair, NEW, HEADINGS))
    worked_on = Position.objects.get(title="车工")
    booths.edit_position(boss, position=worked_on, duties="开车床")
    imported = undo(boss, imported)
    assert list(Position.objects.all()) == [worked_on]
    assert Booth.objects.count() == Employer.objects.count() == 1
    kept = [imported.counts[f"kept_{name}"] for name in ("positions", "booths", "employers")]
    assert kept == [1, 1, 1]


def test_a_change_that_somebody_changed_again_stays(boss, fair):
    employer = make_employer(fair.organiser, name="甲示例厂", contact_name="旧人")
    rows = [["甲示例厂", "车工", 2, 3000, "", "王某", "", ""]]
    imported = apply(boss, receive_rows(boss, fair, rows, HEADINGS))
    edit_employer(boss, employer=employer, contact_name="更新的人")
    imported = undo(boss, imported)
    employer.refresh_from_db()
    assert employer.contact_name == "更新的人"
    assert imported.counts["kept_changes"] == 1
    assert not Position.objects.exists()


def test_a_booth_where_people_talked_stays_with_what_they_said(boss, fair):
    rows = [*NEW, ["乙示例厂", "车工", 2, 3000, "A02", "", "", ""]]
    imported = apply(boss, receive_rows(boss, fair, rows, HEADINGS))
    talked = Booth.objects.get(employer__name="甲示例厂")
    Conversation.objects.create(booth=talked, jobseeker=make_jobseeker())
    imported = undo(boss, imported)
    assert imported.stage == Stage.UNDONE
    assert list(Booth.objects.all()) == [talked]
    assert [imported.counts[f"kept_{name}"] for name in ("booths", "employers")] == [1, 1]


def test_an_employer_that_has_a_rep_stays(boss, fair):
    imported = apply(boss, receive_rows(boss, fair, NEW, HEADINGS))
    make_rep(Employer.objects.get())
    imported = undo(boss, imported)
    assert Employer.objects.count() == 1
    assert imported.counts["kept_employers"] == 1


def test_after_undoing_the_same_file_makes_the_same_again(boss, fair):
    first = apply(boss, receive_rows(boss, fair, NEW, HEADINGS))
    undo(boss, first)
    again = receive_rows(boss, fair, NEW, HEADINGS)
    assert again.counts["create"] == 2
