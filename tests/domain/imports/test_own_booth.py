"""A rep brings the booth's own sheet: the same three steps, and nothing but that booth."""

import pytest

from jobfair.booths.imports import permissions, services
from jobfair.booths.imports.models import Import
from jobfair.booths.imports.template_file import template_xlsx
from jobfair.booths.models import Booth, Position
from jobfair.common.errors import NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_employer,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
    workbooks,
)
from tests.factories.imports import apply, receive, undo

pytestmark = pytest.mark.django_db

HEADINGS = ["岗位名称", "招聘人数", "薪资"]


@pytest.fixture
def booth(fair, organiser):
    return make_booth(fair, make_employer(organiser, name="甲示例厂", contact_name="林女士"))


@pytest.fixture
def rep(booth):
    return make_rep(booth.employer)


@pytest.fixture
def other(fair, organiser):
    return make_booth(fair, make_employer(organiser, name="乙示例厂"))


def bring(rep, booth, rows, headings=HEADINGS) -> Import:
    return receive(rep, booth.fair, workbooks.xlsx([headings, *rows]), booth=booth)


def codes(imported):
    return [[problem.code for problem in row.found_problems] for row in imported.rows.all()]


def test_a_sheet_without_an_employer_is_the_booths_own(rep, booth, other):
    imported = bring(rep, booth, [["车工", 2, "3000-4000"], ["钳工", 1, "面议"]])
    assert imported.counts["create"] == 2
    assert not Position.objects.exists()
    apply(rep, imported)
    assert {p.title for p in booth.positions.all()} == {"车工", "钳工"}
    assert {p.review_state for p in Position.objects.all()} == {ReviewState.DRAFT}
    assert not other.positions.exists()


def test_the_same_sheet_twice_changes_nothing(rep, booth):
    rows = [["车工", 2, "3000-4000"]]
    apply(rep, bring(rep, booth, rows))
    again = bring(rep, booth, rows)
    assert again.counts["same"] == 1
    assert booth.positions.count() == 1


def test_rows_of_other_employers_are_left_out(rep, booth, other):
    headings = ["单位名称", *HEADINGS]
    rows = [
        ["甲示例厂", "车工", 1, "面议"],
        ["乙示例厂", "钳工", 1, "面议"],
        ["丙厂", "焊工", 1, ""],
    ]
    imported = bring(rep, booth, rows, headings)
    assert [("employer_other" in found) for found in codes(imported)] == [False, True, True]
    apply(rep, imported)
    assert [position.booth for position in Position.objects.all()] == [booth]
    assert Booth.objects.count() == 2


def test_neither_the_record_nor_the_place_changes(rep, booth):
    zone, number = booth.zone, booth.number
    headings = ["单位名称", "联系人", "展位号", *HEADINGS]
    imported = bring(rep, booth, [["甲示例厂", "王某", "A09", "车工", 1, "面议"]], headings)
    assert "employer_elsewhere" in codes(imported)[0]
    apply(rep, imported)
    booth.refresh_from_db()
    assert (booth.zone, booth.number) == (zone, number)
    assert booth.employer.contact_name == "林女士"


def test_an_organiser_importing_for_one_booth_changes_only_its_positions(boss, booth):
    headings = ["单位名称", "联系人", *HEADINGS]
    apply(boss, bring(boss, booth, [["甲示例厂", "王某", "车工", 1, "面议"]], headings))
    booth.employer.refresh_from_db()
    assert booth.employer.contact_name == "林女士"


def test_taking_back_leaves_what_was_there(rep, booth):
    held = make_position(booth, title="焊工")
    imported = apply(rep, bring(rep, booth, [["车工", 2, "3000-4000"]]))
    undo(rep, imported)
    assert list(Position.objects.all()) == [held]


@pytest.fixture
def people(organiser, fair, booth, other, rep, boss):
    partner = make_organiser()
    fair.co_organisers.add(partner)
    return {
        "rep": rep,
        "other rep": make_rep(other.employer),
        "organiser": boss,
        "co-organiser": make_organiser_user(partner),
        "other organiser": make_organiser_user(make_organiser()),
        "nobody": make_user(),
    }


HELPERS = {"organiser", "co-organiser"}
TABLE = [
    (permissions.may_import, "fair", HELPERS),
    (permissions.may_import_into, "booth", HELPERS | {"rep"}),
    (permissions.may_see_import, "of the fair", HELPERS),
    (permissions.may_see_import, "of the booth", HELPERS | {"rep"}),
]


@pytest.mark.parametrize(("may", "about", "allowed"), TABLE)
def test_each_role_may_what_the_table_says(fair, booth, people, may, about, allowed):
    thing = {
        "fair": fair,
        "booth": booth,
        "of the fair": Import(fair=fair),
        "of the booth": Import(fair=fair, booth=booth),
    }[about]
    assert {role for role, person in people.items() if may(person, thing)} == allowed


def test_every_predicate_is_in_the_table():
    named = {rule for name, rule in vars(permissions).items() if name.startswith("may_")}
    own = {rule for rule in named if rule.__module__ == permissions.__name__}
    assert own == {may for may, _about, _allowed in TABLE}


def test_the_services_ask_the_same(fair, booth, people):
    imported = bring(people["rep"], booth, [["车工", 1, "面议"]])
    for role in ("other rep", "other organiser", "nobody"):
        with pytest.raises(NotAllowed):
            bring(people[role], booth, [["车工", 1, "面议"]])
        with pytest.raises(NotAllowed):
            services.apply_import(people[role], imported=imported, fingerprint="")
        with pytest.raises(NotAllowed):
            services.drop_import(people[role], imported=imported)
        with pytest.raises(NotAllowed):
            template_xlsx(people[role], fair=fair, booth=booth)
    assert template_xlsx(people["rep"], fair=fair, booth=booth)
    with pytest.raises(NotAllowed):
        services.receive_file(people["rep"], fair=fair, upload=None, name="")
