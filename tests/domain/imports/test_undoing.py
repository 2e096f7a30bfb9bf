"""Taking an import back, as far as nobody has worked on it since."""

import pytest

from jobfair.accounts.models import Employer
from jobfair.accounts.services import edit_employer
from jobfair.booths import services as booths
from jobfair.booths.imports.models import Stage
from jobfair.booths.models import Booth, Position
from tests.factories import make_booth, make_employer, make_position, make_rep
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
