"""A rep's sheet into the own booth: upload, look, apply, take back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.booths.imports.models import Import, Stage
from tests.factories import make_employer, make_position, make_rep, workbooks
from tests.factories.imports import apply, do_jobs, fresh, receive_rows

HEADINGS = ["岗位名称", "招聘人数", "薪资"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("jobfair.web.views.organiser.imports.PATIENCE", 0.0)


def sheet():
    data = workbooks.xlsx([HEADINGS, ["车工", 2, "3000-4000"], ["钳工", "", "面议"]])
    return SimpleUploadedFile("岗位.xlsx", data)


def upload(desk) -> Import:
    desk.client.post(reverse("web:rep_import", args=[desk.booth.key]), {"file": sheet()})
    do_jobs()
    return Import.objects.get(booth=desk.booth)


def test_three_steps_from_a_file_to_drafts_and_back(desk):
    imported = upload(desk)
    shown = reverse("web:desk_imported", args=[imported.key])
    page = desk.client.get(shown).content.decode()
    assert "核对，然后导入" in page
    assert "我的展位" in page
    assert "/desk/" not in page
    apply = reverse("web:desk_import_apply", args=[imported.key])
    desk.client.post(apply, {"fingerprint": imported.fingerprint})
    do_jobs()
    assert [position.title for position in desk.booth.positions.all()] == ["车工"]
    page = desk.client.get(shown).content.decode()
    assert reverse("web:rep_positions", args=[desk.booth.key]) in page
    (position,) = desk.booth.positions.all()
    listed = reverse("web:rep_position", args=[position.key])
    assert listed in desk.client.get(f"{shown}?show=create").content.decode()
    assert desk.client.get(listed).status_code == 200
    undo = reverse("web:desk_import_undo", args=[imported.key])
    assert "撤销这次导入吗？" in desk.client.get(undo).content.decode()
    desk.client.post(undo)
    do_jobs()
    assert fresh(imported).stage == Stage.UNDONE
    assert not desk.booth.positions.exists()


def test_changed_positions_lead_to_the_reps_own_pages(desk):
    position = make_position(desk.booth, "车工", title="车工", headcount=9)
    imported = apply(desk.rep, upload(desk))
    page = desk.client.get(f"/imports/{imported.key}/?show=change").content.decode()
    assert reverse("web:rep_position", args=[position.key]) in page
    assert "/desk/" not in page


def test_giving_up_leads_back_to_the_booth(desk):
    drop = reverse("web:desk_import_drop", args=[upload(desk).key])
    start = reverse("web:rep_import", args=[desk.booth.key])
    assert desk.client.post(drop).headers["Location"] == start


def test_no_file_says_what_to_do(desk):
    page = desk.client.post(reverse("web:rep_import", args=[desk.booth.key]))
    assert "请选一个文件。" in page.content.decode()


def test_a_rep_finds_no_import_but_the_own(desk):
    of_fair = receive_rows(desk.boss, desk.fair, [["甲示例厂", "车工", 1, "面议", "", ""]])
    assert desk.client.get(f"/imports/{of_fair.key}/").status_code == 404
    other = Client()
    other.force_login(make_rep(make_employer(desk.organiser)))
    assert other.get(f"/imports/{upload(desk).key}/").status_code == 404


def test_the_organiser_sees_it_among_the_fairs_imports(desk):
    imported = upload(desk)
    boss = Client()
    boss.force_login(desk.boss)
    listed = boss.get(reverse("web:desk_import", args=[desk.fair.key])).content.decode()
    assert reverse("web:desk_imported", args=[imported.key]) in listed


def test_as_many_queries_for_three_imports_as_for_one(desk):
    address = reverse("web:rep_import", args=[desk.booth.key])
    counts = []
    for _ in range(3):
        imported = Import(fair=desk.fair, booth=desk.booth, made_by=desk.rep, file_name="岗位.xlsx")
        imported.file_size = 1
        imported.save()
        with CaptureQueriesContext(connection) as queries:
            assert "岗位.xlsx" in desk.client.get(address).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[-1]
