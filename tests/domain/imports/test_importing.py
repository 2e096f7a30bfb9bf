"""From a file to drafts: what is shown, what is written, what is left alone."""

import pytest

from jobfair.accounts.models import Employer
from jobfair.booths.imports import services
from jobfair.booths.imports.models import Import, Outcome, Stage
from jobfair.booths.models import Booth, JobType, Position
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState
from tests.factories import (
    broken_files,
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    workbooks,
)
from tests.factories.imports import apply, do_jobs, fresh, receive, receive_rows

pytestmark = pytest.mark.django_db

TWO = [
    ["甲示例厂", "车工", 2, "3000-4000", "思明区示例路1号", "A01"],
    ["甲示例厂", "钳工", "3-5人", "面议", "思明区示例路1号", ""],
]


def outcomes(imported: Import) -> list[str]:
    return list(imported.rows.values_list("outcome", flat=True))


def codes(imported: Import) -> list[list[str]]:
    return [[problem.code for problem in row.found_problems] for row in imported.rows.all()]


def test_a_file_becomes_a_preview_and_nothing_else(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    assert imported.stage == Stage.READY
    assert outcomes(imported) == ["create", "create"]
    assert imported.counts["employer_create"] == 1
    assert imported.counts["booth_create"] == 1
    assert imported.counts["openings"] == 5
    assert (imported.done, imported.total) == (2, 2)
    assert not Employer.objects.exists()
    assert not Position.objects.exists()


def test_applying_makes_drafts_only(boss, fair):
    before = fair.revision
    imported = apply(boss, receive_rows(boss, fair, TWO))
    assert imported.stage == Stage.APPLIED
    employer = Employer.objects.get()
    assert (employer.name, employer.review_state) == ("甲示例厂", ReviewState.DRAFT)
    assert employer.organiser == fair.organiser
    booth = Booth.objects.get()
    assert (booth.place, booth.is_published) == ("A01", False)
    first, second = booth.positions.all()
    assert (first.title, first.job_type.name, first.headcount) == ("车工", "车工", 2)
    assert (first.pay_min, first.pay_max, first.pay_unit) == (3000, 4000, "month")
    assert (first.address, first.district) == ("思明区示例路1号", "思明区")
    assert (second.headcount, second.headcount_max) == (3, 5)
    assert second.pay_negotiable
    assert {first.review_state, second.review_state} == {ReviewState.DRAFT}
    fair.refresh_from_db()
    assert fair.revision > before
    assert [row.position for row in imported.rows.all()] == [first, second]


def test_the_same_file_twice_changes_nothing(boss, fair):
    apply(boss, receive_rows(boss, fair, TWO))
    again = receive_rows(boss, fair, TWO)
    assert outcomes(again) == ["same", "same"]
    assert again.counts["employer_same"] == again.counts["booth_same"] == 1
    before = list(Position.objects.values())
    apply(boss, again)
    assert list(Position.objects.values()) == before
    assert Employer.objects.count() == Booth.objects.count() == 1


@pytest.mark.parametrize(
    "make",
    [
        workbooks.federation_summary,
        workbooks.sheet_per_employer,
        workbooks.stacked_employers,
        workbooks.page_breaks_and_dittos,
        workbooks.gb18030_semicolons,
        workbooks.diagnosis_everywhere,
        workbooks.benefits_and_booths,
    ],
)
def test_every_dirty_workbook_twice_changes_nothing(boss, fair, make):
    first = apply(boss, receive(boss, fair, make()))
    assert first.count("create") > 0
    again = receive(boss, fair, make())
    assert again.count("create") == again.count("change") == 0
    assert again.count("same") == first.count("create")
    assert again.count("employer_create") == again.count("employer_change") == 0


def test_changes_are_shown_field_by_field_and_written(boss, fair):
    apply(boss, receive_rows(boss, fair, TWO))
    changed = [["甲 示例厂", "车 工", 4, "3500", "思明区示例路1号", "A02"]]
    imported = receive_rows(boss, fair, changed)
    row = imported.rows.get()
    assert row.outcome == Outcome.CHANGE
    assert [(c["of"], c["column"], c["old"], c["new"]) for c in row.changes] == [
        ("booth", "booth_number", "A01", "A02"),
        ("position", "headcount", [2, None, False], [4, None, False]),
        ("position", "pay", [False, 3000, 4000, "month"], [False, 3500, 3500, "month"]),
    ]
    apply(boss, imported)
    position = Position.objects.get(title="车工")
    assert (position.headcount, position.pay_min) == (4, 3500)
    assert Booth.objects.get().place == "A02"
    assert Position.objects.count() == 2


def test_an_empty_cell_never_empties_anything(boss, fair):
    booth = make_booth(fair, make_employer(fair.organiser, name="甲示例厂"))
    make_position(booth, "车工", title="车工", address="示例路", requirements="细心")
    rows = [["甲示例厂", "车工", 2, "", "", ""]]
    imported = receive_rows(boss, fair, rows)
    assert outcomes(imported) == ["same"]


def test_a_public_position_keeps_its_state_unless_flagged_wording_comes_in(boss, fair):
    booth = make_booth(fair, make_employer(fair.organiser, name="甲示例厂"))
    plain = make_position(booth, "车工", title="车工")
    flagged = make_position(booth, "钳工", title="钳工")
    headings = ["单位名称", "岗位名称", "招聘人数", "岗位要求"]
    rows = [["甲示例厂", "车工", 9, "细心"], ["甲示例厂", "钳工", 9, "五官端正"]]
    imported = receive_rows(boss, fair, rows, headings)
    assert {"wording_flagged", "position_reviewed_again"} <= set(codes(imported)[1])
    assert [change["column"] for change in imported.rows.get(ordinal=2).changes] == [
        "headcount",
        "requirements",
        "review_state",
    ]
    apply(boss, imported)
    plain.refresh_from_db()
    flagged.refresh_from_db()
    assert (plain.review_state, flagged.review_state) == ("approved", "submitted")
    assert plain.is_edited_since_review


def test_provisions_are_added_never_taken(boss, fair):
    booth = make_booth(fair, make_employer(fair.organiser, name="甲示例厂"))
    position = make_position(booth, "车工", title="车工", provisions=["parking"])
    headings = ["单位名称", "岗位名称", "招聘人数", "福利待遇"]
    imported = receive_rows(boss, fair, [["甲示例厂", "车工", 2, "包吃住"]], headings)
    change = imported.rows.get().changes[0]
    assert (change["column"], change["old"]) == ("benefits", ["parking"])
    apply(boss, imported)
    words = set(position.provision_rows.values_list("word", flat=True))
    assert words == {"parking", "meals", "dormitory"}


def test_an_employer_is_found_by_its_licence_number_first(boss, fair):
    code = "91350205MA2XXXXX0X"
    make_employer(fair.organiser, name="旧名示例厂", licence_number=code)
    headings = ["单位名称", "统一社会信用代码", "岗位名称", "招聘人数"]
    rows = [["新名示例厂", code, "车工", 1], ["新名示例厂", "", "钳工", 1]]
    imported = receive_rows(boss, fair, rows, headings)
    assert imported.counts["employer_same"] == 1
    assert "employer_two" in codes(imported)[0]
    apply(boss, imported)
    assert Employer.objects.get().name == "旧名示例厂"
    assert Employer.objects.get().booths.get().positions.count() == 2


def test_an_employer_of_another_organiser_is_another_employer(boss, fair):
    make_employer(make_organiser(), name="甲示例厂")
    imported = receive_rows(boss, fair, TWO)
    assert imported.counts["employer_create"] == 1


def test_positions_of_one_title_are_told_apart_by_job_type_and_workplace(boss, fair):
    headings = ["单位名称", "岗位名称", "工种", "招聘人数", "工作地点"]
    rows = [
        ["甲示例厂", "操作工", "车工", 1, "一厂"],
        ["甲示例厂", "操作工", "钳工", 1, "一厂"],
        ["甲示例厂", "操作工", "钳工", 1, "二厂"],
    ]
    imported = apply(boss, receive_rows(boss, fair, rows, headings))
    assert imported.counts["create"] == 3
    again = receive_rows(boss, fair, list(reversed(rows)), headings)
    assert again.counts["same"] == 3


def test_a_column_that_comes_later_completes_what_is_there(boss, fair):
    apply(boss, receive_rows(boss, fair, [["甲示例厂", "操作工", 1]], HEAD3))
    with_more = [["甲示例厂", "操作工", 1, "车工", "一厂"]]
    imported = receive_rows(boss, fair, with_more, [*HEAD3, "工种", "工作地点"])
    assert [change["column"] for change in imported.rows.get().changes] == ["workplace", "job_type"]
    apply(boss, imported)
    assert Position.objects.get().job_type.name == "车工"
    without_again = receive_rows(boss, fair, [["甲示例厂", "操作工", 1]], HEAD3)
    assert outcomes(without_again) == ["same"]


HEAD3 = ["单位名称", "岗位名称", "招聘人数"]


def test_a_job_type_is_made_once_whatever_its_spelling(boss, fair):
    JobType.objects.create(name="包装工")
    headings = [*HEAD3, "工种"]
    rows = [["甲示例厂", "装盒", 1, "包装 工"], ["甲示例厂", "装袋", 1, "包装工"]]
    apply(boss, receive_rows(boss, fair, rows, headings))
    assert JobType.objects.count() == 1


def test_rows_with_errors_are_left_out_and_the_rest_goes_in(boss, fair):
    rows = [["甲示例厂", "车工", "男2女3"], ["甲示例厂", "钳工", 2], ["乙示例厂", "", 2]]
    imported = receive_rows(boss, fair, rows, HEAD3)
    assert outcomes(imported) == ["left_out", "create", "left_out"]
    apply(boss, imported)
    assert [position.title for position in Position.objects.all()] == ["钳工"]
    assert [employer.name for employer in Employer.objects.all()] == ["甲示例厂"]


def test_cells_are_corrected_in_place(boss, fair):
    rows = [["甲示例厂", "车工", "男2女3"], ["甲示例厂", "", 2], ["甲示例厂", "焊工", 1]]
    imported = receive_rows(boss, fair, rows, HEAD3)
    first, second, third = imported.rows.all()
    services.correct_rows(
        boss,
        imported=imported,
        corrections={first.pk: {"headcount": "5"}, second.pk: {"title": "钳工"}},
        skipped=[third.pk],
    )
    do_jobs()
    imported = fresh(imported)
    assert outcomes(imported) == ["create", "create", "skipped"]
    apply(boss, imported)
    assert sorted(Position.objects.values_list("title", "headcount")) == [("车工", 5), ("钳工", 2)]


def test_a_correction_that_is_wrong_again_is_kept_as_typed(boss, fair):
    imported = receive_rows(boss, fair, [["甲示例厂", "车工", "男2女3"]], HEAD3)
    row = imported.rows.get()
    services.correct_rows(boss, imported=imported, corrections={row.pk: {"headcount": "看情况"}})
    do_jobs()
    row.refresh_from_db()
    assert row.outcome == Outcome.LEFT_OUT
    assert row.text("headcount") == "看情况"
    assert row.found_problems[0].read == "看情况"


def test_a_row_left_out_can_be_taken_again(boss, fair):
    imported = receive_rows(boss, fair, [["甲示例厂", "车工", 1]], HEAD3)
    row = imported.rows.get()
    services.correct_rows(boss, imported=imported, corrections={}, skipped=[row.pk])
    do_jobs()
    services.correct_rows(boss, imported=fresh(imported), corrections={}, taken=[row.pk])
    do_jobs()
    assert outcomes(imported) == ["create"]


def test_a_fair_that_changed_meanwhile_is_shown_afresh_and_not_written(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    make_booth(fair, make_employer(fair.organiser, name="甲示例厂"), zone=None, number=None)
    imported = apply(boss, imported)
    assert imported.stage == Stage.READY
    assert imported.trouble == {"code": "changed_meanwhile"}
    assert imported.counts["employer_same"] == 1
    assert not Position.objects.exists()
    imported = apply(boss, imported)
    assert imported.stage == Stage.APPLIED
    assert imported.trouble == {}
    assert Position.objects.count() == 2


def test_only_the_plan_that_was_shown_is_applied(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    with pytest.raises(Conflict, match="preview_outdated"):
        services.apply_import(boss, imported=imported, fingerprint="another")


def test_a_plan_is_applied_once(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    services.apply_import(boss, imported=imported, fingerprint=imported.fingerprint)
    with pytest.raises(Conflict, match="import_elsewhere"):
        services.apply_import(boss, imported=imported, fingerprint=imported.fingerprint)
    assert do_jobs() == 1
    assert Position.objects.count() == 2


def test_an_unreadable_file_is_refused_with_its_reason(boss, fair):
    imported = receive(boss, fair, broken_files.compound("EncryptedPackage"))
    assert imported.stage == Stage.REFUSED
    assert imported.trouble["code"] == "file_encrypted"


def test_a_step_that_breaks_writes_nothing_and_can_be_tried_again(boss, fair, monkeypatch):
    imported = receive_rows(boss, fair, TWO)
    monkeypatch.setattr("jobfair.booths.imports.applying.touch", broken)
    imported = apply(boss, imported)
    assert (imported.stage, imported.trouble) == (Stage.READY, {"code": "job_failed"})
    assert not Employer.objects.exists()
    monkeypatch.undo()
    assert apply(boss, imported).stage == Stage.APPLIED


def broken(*args):
    raise RuntimeError("broken on purpose")


def test_reading_that_breaks_can_be_started_again(boss, fair, monkeypatch):
    monkeypatch.setattr("jobfair.booths.imports.jobs.extract", broken)
    imported = receive_rows(boss, fair, TWO)
    assert (imported.stage, imported.trouble) == (Stage.REFUSED, {"code": "job_failed"})
    monkeypatch.undo()
    services.restart_import(boss, imported=imported)
    do_jobs()
    assert fresh(imported).stage == Stage.READY


def test_work_that_goes_on_is_not_started_twice(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    Import.objects.filter(pk=imported.pk).update(stage=Stage.READING)
    with pytest.raises(Conflict, match="not_stalled"):
        services.restart_import(boss, imported=imported)


@pytest.mark.parametrize("size", [0, 10 * 1024 * 1024 + 1])
def test_an_empty_or_huge_upload_is_refused_at_once(boss, fair, size):
    with pytest.raises(Invalid):
        receive(boss, fair, b"x" * size)
    assert not Import.objects.exists()


def test_nothing_is_imported_into_a_fair_that_is_over(boss, organiser):
    fair = make_fair(organiser, state=FairState.CLOSED)
    with pytest.raises(Conflict, match="fair_over"):
        receive_rows(boss, fair, TWO)


def test_a_preview_is_not_applied_once_the_fair_is_over(boss, fair):
    imported = receive_rows(boss, fair, TWO)
    Fair.objects.filter(pk=fair.pk).update(state=FairState.CLOSED)
    with pytest.raises(Conflict, match="fair_over"):
        apply(boss, fresh(imported))
    assert not Position.objects.exists()


def test_a_preview_can_be_given_up_an_applied_import_cannot(boss, fair, private_files):
    imported = receive_rows(boss, fair, TWO)
    assert len(list(private_files.rglob("*.bin"))) == 1
    services.drop_import(boss, imported=imported)
    assert not Import.objects.exists()
    applied = apply(boss, receive_rows(boss, fair, TWO))
    with pytest.raises(Conflict, match="import_applied"):
        services.drop_import(boss, imported=applied)


def test_a_co_organiser_imports_but_does_not_change_the_book(organiser, fair):
    other = make_organiser()
    fair.co_organisers.add(other)
    helper = make_organiser_user(other)
    make_employer(organiser, name="甲示例厂", contact_name="旧联系人")
    headings = [*HEAD3, "联系人"]
    rows = [["甲示例厂", "车工", 1, "新联系人"], ["乙示例厂", "车工", 1, "王某"]]
    imported = receive_rows(helper, fair, rows, headings)
    assert codes(imported)[0] == ["pay_missing", "employer_not_yours"]
    assert imported.counts["employer_same"] == imported.counts["employer_create"] == 1
    apply(helper, imported)
    assert Employer.objects.get(name="甲示例厂").contact_name == "旧联系人"
    assert Employer.objects.get(name="乙示例厂").contact_name == "王某"


def test_nobody_else_may_do_anything(organiser, boss, fair):
    imported = receive_rows(boss, fair, TWO)
    rep = make_rep(make_employer(organiser))
    stranger = make_organiser_user(make_organiser())
    for person in (rep, stranger):
        with pytest.raises(NotAllowed):
            receive_rows(person, fair, TWO)
        with pytest.raises(NotAllowed):
            services.correct_rows(person, imported=imported, corrections={})
        with pytest.raises(NotAllowed):
            services.apply_import(person, imported=imported, fingerprint="")
        with pytest.raises(NotAllowed):
            services.undo_import(person, imported=imported)
        with pytest.raises(NotAllowed):
            services.restart_import(person, imported=imported)
        with pytest.raises(NotAllowed):
            services.drop_import(person, imported=imported)
