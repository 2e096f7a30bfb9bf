"""What two people do with one import, with what rights; and what two jobs do."""

from io import BytesIO

import pytest

from jobfair.booths.imports import services
from jobfair.booths.imports.jobs import run
from jobfair.booths.imports.models import Import, Stage
from jobfair.booths.models import Position
from tests.factories import make_employer, workbooks
from tests.factories.imports import HEADINGS, apply, do_jobs, fresh, receive_rows

pytestmark = pytest.mark.django_db

HEAD4 = ["单位名称", "岗位名称", "招聘人数", "联系人"]
TWO = [
    ["甲示例厂", "车工", 2, "3000-4000", "思明区示例路1号", "A01"],
    ["甲示例厂", "钳工", "3-5人", "面议", "思明区示例路1号", ""],
]


def broken(*args):
    raise RuntimeError("broken on purpose")


def test_a_co_organiser_does_not_change_the_book_by_a_preview_of_the_organiser(
    boss, fair, co_organiser_user
):
    employer = make_employer(fair.organiser, name="甲示例厂", contact_name="旧联系人")
    rows = [["甲示例厂", "车工", 1, "陈某"]]
    imported = receive_rows(boss, fair, rows, HEAD4)
    assert imported.count("employer_change") == 1
    imported = apply(co_organiser_user, imported)
    assert (imported.stage, imported.count("employer_change")) == (Stage.READY, 0)
    assert not Position.objects.exists()
    assert apply(co_organiser_user, imported).stage == Stage.APPLIED
    employer.refresh_from_db()
    assert employer.contact_name == "旧联系人"
    assert Position.objects.count() == 1


def test_the_organiser_applies_in_its_own_right_what_a_co_organiser_tried(
    boss, fair, co_organiser_user
):
    employer = make_employer(fair.organiser, name="甲示例厂", contact_name="旧联系人")
    rows = [["甲示例厂", "车工", 1, "陈某"]]
    imported = receive_rows(boss, fair, rows, HEAD4)
    imported = apply(co_organiser_user, imported)
    assert apply(boss, apply(boss, imported)).stage == Stage.APPLIED
    employer.refresh_from_db()
    assert employer.contact_name == "陈某"


def test_a_step_is_done_once_however_many_jobs_took_it_up(boss, fair):
    slow_reader = Import.objects.get(pk=received(boss, fair).pk)
    do_jobs()
    imported = fresh(slow_reader)
    services.apply_import(boss, imported=imported, fingerprint=imported.fingerprint)
    slow_writer = fresh(imported)
    run(slow_reader)
    assert fresh(imported).stage == Stage.APPLYING
    do_jobs()
    run(slow_writer)
    run(slow_reader)
    assert fresh(imported).stage == Stage.APPLIED
    assert Position.objects.count() == imported.rows.count() == 2
    services.undo_import(boss, imported=imported)
    slow_undoer = fresh(imported)
    do_jobs()
    run(slow_undoer)
    assert fresh(imported).counts["kept_positions"] == 0
    assert fresh(imported).stage == Stage.UNDONE


def test_a_late_failure_does_not_throw_back_what_another_job_has_done(boss, fair, monkeypatch):
    late = Import.objects.get(pk=received(boss, fair).pk)
    do_jobs()
    monkeypatch.setattr("jobfair.booths.imports.jobs.understood", broken)
    run(late)
    assert fresh(late).stage == Stage.READY


def received(boss, fair):
    """Uploaded, and not read yet."""
    file = BytesIO(workbooks.xlsx([HEADINGS, *TWO]))
    return services.receive_file(boss, fair=fair, upload=file, name="岗位.xlsx")
