"""Upload, look, correct, apply, take back: as the organiser and the co-organiser see it."""

import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from jobfair.booths.imports.models import Import, Stage
from jobfair.booths.models import Position
from tests.factories import broken_files, make_booth, make_employer, make_position, workbooks
from tests.factories.imports import apply, do_jobs, fresh, receive, receive_rows

pytestmark = pytest.mark.django_db
HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资"]
GOOD = [["甲示例厂", "车工", 2, "3000-4000"], ["乙示例厂", "钳工", "3-5人", "面议"]]
MIXED = [*GOOD, ["丙示例厂", "焊工", "男2女3", "4000"], ["丙示例厂", "", 2, 35]]
PAGES = ("desk_imported", "desk_import_undo", "desk_import_drop")
PRESSED = ("desk_import_apply", "desk_import_retry", "desk_import_undo", "desk_import_drop")
OF_THE_FAIR = ("desk_import", "desk_import_template", "desk_export_xlsx", "desk_export_csv")
ALLOWED = ("organiser", "co-organiser")
SHOWN = ("left_out", "warned", "create", "change", "same", "rest", "file")
REFUSED = ("jobseeker", "rep", "adviser", "door", "other organiser")


@pytest.fixture(autouse=True)
def no_patience(monkeypatch):
    """Nobody works in the background here: pages need not wait for it."""
    monkeypatch.setattr("jobfair.web.views.organiser.imports.PATIENCE", 0.0)


def upload(desk, data: bytes, name: str = "岗位汇总.xlsx", role: str = "organiser"):
    address = reverse("web:desk_import", args=[desk.fair.key])
    return desk.client(role).post(address, {"file": SimpleUploadedFile(name, data)})


def ready(desk, rows=GOOD) -> Import:
    return receive_rows(desk.people["organiser"], desk.fair, rows, HEADINGS)


def page(desk, imported: Import, query: str = "", role: str = "organiser") -> str:
    address = reverse("web:desk_imported", args=[imported.key])
    return unescape(desk.client(role).get(address + query).content.decode())


def press(desk, name: str, imported: Import, role: str = "organiser", **data):
    return desk.client(role).post(reverse(f"web:{name}", args=[imported.key]), data)


@pytest.mark.parametrize("role", ALLOWED)
def test_the_whole_way(desk, role):
    before = Position.objects.count()
    answer = upload(desk, workbooks.xlsx([HEADINGS, *GOOD]), role=role)
    imported = Import.objects.get()
    assert answer["Location"] == reverse("web:desk_imported", args=[imported.key])
    assert "正在打开文件" in page(desk, imported, role=role)
    do_jobs()
    preview = page(desk, imported, role=role)
    assert "读到 2 行：新增 2 个岗位，招 5 人；新增 2 家单位。" in preview
    assert "都是草稿" in preview
    imported = fresh(imported)
    press(desk, "desk_import_apply", imported, role, fingerprint=imported.fingerprint)
    assert "正在写入招聘会" in page(desk, imported, role=role)
    do_jobs()
    assert Position.objects.count() == before + 2
    done = page(desk, imported, role=role)
    assert "已导入" in done
    assert "撤销这次导入" in done
    assert "看岗位" in page(desk, imported, "?show=create", role=role)
    press(desk, "desk_import_undo", imported, role)
    do_jobs()
    assert "新增的都删掉了" in page(desk, imported, role=role)
    assert Position.objects.count() == before


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("role", REFUSED)
def test_nobody_else_sees_that_there_is_an_import(desk, role):
    imported = ready(desk)
    client = desk.client(role)
    addresses = [reverse(f"web:{name}", args=[imported.key]) for name in PAGES]
    addresses.append(reverse("web:desk_import_row", args=[imported.key, imported.rows.first().key]))
    addresses += [reverse(f"web:{name}", args=[desk.fair.key]) for name in OF_THE_FAIR]
    assert {client.get(address).status_code for address in addresses} == {404}
    pressed = [reverse(f"web:{name}", args=[imported.key]) for name in PRESSED]
    pressed.append(reverse("web:desk_imported", args=[imported.key]))
    assert {client.post(address).status_code for address in pressed} == {404}
    assert fresh(imported).stage == Stage.READY


def test_a_visitor_is_asked_to_sign_in(desk):
    imported = ready(desk)
    answer = desk.client("visitor").get(reverse("web:desk_imported", args=[imported.key]))
    assert answer["Location"].startswith("/accounts/login/")


def test_problems_name_sheet_row_column_what_was_read_and_what_to_do(desk):
    text = page(desk, ready(desk, MIXED))
    for said in ("Sheet1，第 4 行", "看不懂招聘人数。", "表里写的是“男2女3”", "没有岗位名称。"):
        assert said in text
    assert "2 行要改正。" in text
    warned = page(desk, ready(desk, MIXED), "?show=warned")
    assert "3-5人" in warned
    assert "知道准数的，请改过来。" in warned


def test_cells_are_mended_on_the_page(desk):
    imported = ready(desk, MIXED)
    third, fourth = imported.rows.filter(outcome="left_out")
    address = reverse("web:desk_imported", args=[imported.key]) + "?show=left_out"
    data = {f"cell.{third.key}.headcount": "5", "skip": [fourth.key]}
    answer = desk.client().post(address, data)
    assert answer["Location"] == address
    do_jobs()
    assert fresh(imported).counts["create"] == 3
    assert "您选了不导入" in page(desk, imported, "?show=rest")
    desk.client().post(address, {"take": fourth.key})
    do_jobs()
    assert fresh(imported).counts["left_out"] == 1


def test_one_row_is_mended_whole(desk):
    imported = ready(desk, MIXED)
    row = imported.rows.get(ordinal=4)
    address = reverse("web:desk_import_row", args=[imported.key, row.key])
    text = unescape(desk.client().get(address).content.decode())
    assert "这个薪资不像真的" in text
    data = {f"cell.{row.key}.title": "保洁员", f"cell.{row.key}.pay": "3500"}
    desk.client().post(address, data)
    do_jobs()
    row.refresh_from_db()
    assert row.outcome == "create"


def test_what_is_typed_comes_back_when_it_is_wrong_again(desk):
    imported = ready(desk, MIXED)
    row = imported.rows.get(ordinal=3)
    address = reverse("web:desk_imported", args=[imported.key]) + "?show=left_out"
    desk.client().post(address, {f"cell.{row.key}.headcount": "看情况"})
    do_jobs()
    assert 'value="看情况"' in page(desk, imported, "?show=left_out")


def test_what_was_typed_when_the_session_ended_is_shown_again(desk):
    imported = ready(desk, MIXED)
    row = imported.rows.get(ordinal=3)
    address = reverse("web:desk_imported", args=[imported.key])
    client = desk.client()
    session = client.session
    name = f"cell.{row.key}.headcount"
    session["kept_forms"] = {address: {"typed": f"{name}=12", "at": "2026-01-01T00:00:00+00:00"}}
    session.save()
    text = unescape(client.get(address).content.decode())
    assert 'value="12"' in text
    assert "还没有保存" in text


def test_changes_are_shown_field_by_field(desk):
    boss = desk.people["organiser"]
    apply(boss, ready(desk))
    again = ready(desk, [["甲示例厂", "车工", 4, "20元/小时"]])
    text = page(desk, again, "?show=change")
    for said in ("2 人", "4 人", "每月 3000 到 4000 元", "每小时 20 元"):
        assert said in text


def test_a_position_that_leaves_the_public_pages_is_said_before(desk):
    booth = make_booth(desk.fair, make_employer(desk.organiser, name="甲示例厂"))
    make_position(booth, "车工", title="车工")
    headings = ["单位名称", "岗位名称", "招聘人数", "岗位要求"]
    rows = [["甲示例厂", "车工", 1, "五官端正"]]
    again = receive_rows(desk.people["organiser"], desk.fair, rows, headings)
    text = page(desk, again, "?show=change")
    assert "审核状态" in text
    assert "已通过" in text
    assert "待审核" in text
    assert "通过以前求职者看不到它" in page(desk, again, "?show=warned")


def test_a_fair_that_changed_meanwhile_is_said_and_shown_afresh(desk):
    boss = desk.people["organiser"]
    first, second = ready(desk), ready(desk)
    apply(boss, first)
    press(desk, "desk_import_apply", second, fingerprint=second.fingerprint)
    do_jobs()
    text = page(desk, second)
    assert "您核对的时候，招聘会里的内容有了变化" in text
    assert "不用导入" in text


def test_an_old_preview_in_another_window_writes_nothing(desk):
    imported = ready(desk)
    answer = press(desk, "desk_import_apply", imported, fingerprint="old")
    assert answer.status_code == 302
    assert fresh(imported).stage == Stage.READY


def test_a_file_that_cannot_be_read_says_why(desk):
    imported = receive(
        desk.people["organiser"], desk.fair, broken_files.compound("EncryptedPackage")
    )
    text = page(desk, imported)
    assert "设了打开密码" in text
    assert "去掉密码" in text
    assert "招聘会没有任何改动" in text


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "空的"), (b"x" * (10 * 1024 * 1024 + 1), "文件超过 10 MB")]
)
def test_an_upload_that_is_refused_at_once_stays_on_the_form(desk, data, said):
    answer = upload(desk, data)
    assert answer.status_code == 200
    assert said in unescape(answer.content.decode())
    assert not Import.objects.exists()


def test_no_file_says_to_choose_one(desk):
    answer = desk.client().post(reverse("web:desk_import", args=[desk.fair.key]))
    assert "请选一个文件。" in unescape(answer.content.decode())


def test_progress_is_a_small_piece_of_its_own(desk):
    imported = ready(desk)
    Import.objects.filter(pk=imported.pk).update(stage=Stage.READING, done=500, total=2000)
    text = page(desk, imported, "?part=progress")
    assert "已核对 500 行，共 2,000 行。" in text
    assert "<html" not in text
    Import.objects.filter(pk=imported.pk).update(stage=Stage.READY)
    assert "data-finished" in page(desk, imported, "?part=progress")


def test_work_that_stopped_can_be_started_again(desk):
    from datetime import timedelta

    from django.utils import timezone

    imported = ready(desk)
    long_ago = timezone.now() - timedelta(minutes=5)
    Import.objects.filter(pk=imported.pk).update(stage=Stage.READING, moved_at=long_ago)
    assert "再试一次" in page(desk, imported)
    press(desk, "desk_import_retry", imported)
    do_jobs()
    assert fresh(imported).stage == Stage.READY


def test_giving_up_is_asked_once_and_leaves_nothing(desk):
    imported = ready(desk)
    address = reverse("web:desk_import_drop", args=[imported.key])
    assert "放弃这个文件吗？" in unescape(desk.client().get(address).content.decode())
    press(desk, "desk_import_drop", imported)
    assert not Import.objects.exists()


def test_how_each_column_was_read_is_shown(desk):
    text = page(desk, ready(desk), "?show=file")
    assert "每一列是怎么读的" in text
    assert "岗位名称" in text


@pytest.mark.parametrize(
    ("name", "ending"), [("desk_export_xlsx", ".xlsx"), ("desk_import_template", ".xlsx")]
)
def test_files_are_offered_to_keep(desk, name, ending):
    answer = desk.client().get(reverse(f"web:{name}", args=[desk.fair.key]))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Disposition"].endswith(ending)
    assert answer["Cache-Control"] == "private, no-store"
    assert load_workbook(io.BytesIO(answer.content)).worksheets


def test_the_text_export_is_marked_as_utf8(desk):
    answer = desk.client().get(reverse("web:desk_export_csv", args=[desk.fair.key]))
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_a_preview_asks_the_database_the_same_few_times(desk):
    boss = desk.people["organiser"]
    apply(
        boss,
        receive_rows(
            boss, desk.fair, [["己示例厂", f"工{n}", 1, 4000] for n in range(3)], HEADINGS
        ),
    )
    counts = []
    for rows in (1, 3):
        imported = receive_rows(boss, desk.fair, every_kind(rows), HEADINGS)
        client, address = desk.client(), reverse("web:desk_imported", args=[imported.key])
        counts.append({show: queries(client, f"{address}?show={show}") for show in SHOWN})
    assert counts[0] == counts[1]


def every_kind(n: int) -> list[list[object]]:
    rows: list[list[object]] = []
    for number in range(n):
        rows += [
            ["丁示例厂", f"好{number}", 1, 4000],
            ["丁示例厂", f"错{number}", "?", 4000],
            ["丁示例厂", f"疑{number}", "若干", 4000],
            ["丁示例厂", f"好{number}", 1, 4000],
            ["己示例厂", f"工{number}", 1 + number % 2, 4000 + 100 * (number % 2 == 0)],
        ]
    return rows


def queries(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("imports", [1, 3])
def test_the_first_page_asks_the_database_the_same_few_times(desk, imports):
    for _ in range(imports):
        ready(desk)
    asked = queries(desk.client(), reverse("web:desk_import", args=[desk.fair.key]))
    assert asked <= 9
