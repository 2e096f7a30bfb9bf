"""Booth places named in a file."""

import pytest

from jobfair.booths.models import Booth
from jobfair.fairs.models import Zone
from tests.factories import make_booth, make_employer
from tests.factories.imports import apply, receive_rows

pytestmark = pytest.mark.django_db
HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资", "展区", "展位号"]


def place_row(employer: str, zone: str, number: object) -> list[object]:
    return [employer, "车工", 1, 3000, zone, number]


def codes(imported) -> list[str]:
    return [problem.code for row in imported.rows.all() for problem in row.found_problems]


@pytest.mark.parametrize(
    ("zone", "number", "sign"),
    [
        ("", "A07", "A07"),
        ("", "A-7", "A07"),
        ("", "A区7号", "A07"),
        ("A", 7, "A07"),
        ("制造", "07", "A07"),
        ("A区", "7", "A07"),
        ("", "7", "A07"),
    ],
)
def test_a_place_is_read_however_it_is_written(boss, fair, zone, number, sign):
    apply(boss, receive_rows(boss, fair, [place_row("甲示例厂", zone, number)], HEADINGS))
    assert Booth.objects.get().place == sign


@pytest.mark.parametrize(
    ("zone", "number", "code"),
    [
        ("", "Z07", "place_unknown_zone"),
        ("A", "21", "place_outside"),
        ("A", "0", "place_outside"),
        ("A", "门口", "place_unreadable"),
    ],
)
def test_a_place_that_is_not_there_leaves_the_booth_unplaced(boss, fair, zone, number, code):
    imported = receive_rows(boss, fair, [place_row("甲示例厂", zone, number)], HEADINGS)
    assert codes(imported) == [code]
    apply(boss, imported)
    assert Booth.objects.get().place == ""


def test_a_number_alone_needs_a_zone_where_there_are_several(boss, fair):
    Zone.objects.create(fair=fair, code="B", name="服务")
    imported = receive_rows(boss, fair, [place_row("甲示例厂", "", "7")], HEADINGS)
    assert codes(imported) == ["place_no_zone"]


def test_nobody_is_pushed_off_a_place(boss, fair):
    held = make_booth(fair, make_employer(fair.organiser, name="老示例厂"), number=7)
    rows = [place_row("甲示例厂", "", "A07"), place_row("乙示例厂", "", "A08")]
    rows += [place_row("丙示例厂", "", "A08")]
    imported = receive_rows(boss, fair, rows, HEADINGS)
    assert codes(imported) == ["place_taken", "place_taken"]
    apply(boss, imported)
    held.refresh_from_db()
    assert held.place == "A07"
    places = {booth.employer.name: booth.place for booth in Booth.objects.all()}
    assert places == {"老示例厂": "A07", "甲示例厂": "", "乙示例厂": "A08", "丙示例厂": ""}


def test_two_booths_change_places(boss, fair):
    for number, name in enumerate(["甲示例厂", "乙示例厂"], start=1):
        make_booth(fair, make_employer(fair.organiser, name=name), number=number)
    rows = [place_row("甲示例厂", "", "A02"), place_row("乙示例厂", "", "A01")]
    imported = receive_rows(boss, fair, rows, HEADINGS)
    assert imported.counts["booth_change"] == 2
    apply(boss, imported)
    places = {booth.employer.name: booth.place for booth in Booth.objects.all()}
    assert places == {"甲示例厂": "A02", "乙示例厂": "A01"}


def test_a_move_that_fails_keeps_its_place_from_others(boss, fair):
    for number, name in [(1, "甲示例厂"), (3, "老示例厂")]:
        make_booth(fair, make_employer(fair.organiser, name=name), number=number)
    rows = [place_row("甲示例厂", "", "A03"), place_row("乙示例厂", "", "A01")]
    imported = receive_rows(boss, fair, rows, HEADINGS)
    assert codes(imported) == ["place_taken", "place_taken"]
    apply(boss, imported)
    places = {booth.employer.name: booth.place for booth in Booth.objects.all()}
    assert places == {"甲示例厂": "A01", "老示例厂": "A03", "乙示例厂": ""}
