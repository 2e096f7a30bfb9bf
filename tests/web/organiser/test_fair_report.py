"""The report of a fair: its page, its files, and the entries behind each of its numbers."""

import io
import re
import shutil
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from jobfair.common import chromium
from jobfair.insights.figures import FIGURES
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
)
from tests.factories.intents import make_mutual
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db
SENTENCE = "共有 1 家用人单位参会，提供 1 个工种、1 个岗位，招聘 2 人"


@pytest.fixture
def fair():
    fair = make_open_fair(name="春风招聘会")
    make_mutual(make_position(make_booth(fair)))
    return fair


@pytest.fixture
def organiser(client, fair):
    client.force_login(make_organiser_user(fair.organiser))
    return client


def page(client, fair, kind=""):
    return client.get(reverse("web:desk_fair_report", args=[fair.key]) + kind)


def test_the_page_says_it_in_a_sentence_in_tables_and_in_pictures(organiser, fair):
    text = words_of(page(organiser, fair))
    assert SENTENCE in text
    assert "意向台账第 2 条" in text
    assert all(str(figure.definition) in text for figure in FIGURES)
    assert '<pattern id="chart-path"' in text
    assert "<span>达成初步意向（组）</span> <strong>1 组</strong>" in text
    assert "还没有结束，这些数还会变" in text


def test_a_closed_fair_leads_to_its_report(organiser, fair):
    fair.state = "closed"
    fair.save()
    text = organiser.get(reverse("web:desk_fair", args=[fair.key])).content.decode()
    assert "看总结报告" in text
    assert "这些数还会变" not in page(organiser, fair).content.decode()


@pytest.mark.parametrize(
    ("kind", "content_type", "begins"),
    [("xlsx", "spreadsheetml", b"PK"), ("csv", "zip", b"PK"), ("json", "json", b"{")],
)
def test_its_files(organiser, fair, kind, content_type, begins):
    response = page(organiser, fair, kind)
    assert content_type in response["Content-Type"]
    assert "attachment" in response["Content-Disposition"]
    assert response.content.startswith(begins)
    if kind == "xlsx":
        front = load_workbook(io.BytesIO(response.content)).worksheets[0]
        assert SENTENCE in str(front["A2"].value)


def test_there_are_no_other_files(organiser, fair):
    assert page(organiser, fair, "exe").status_code == 404


def test_the_paper_is_printed_here_and_leaves_nothing(organiser, fair, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    response = page(organiser, fair, "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_without_chromium_it_says_what_to_do(organiser, fair, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    where = reverse("web:desk_fair_report", args=[fair.key])
    response = organiser.get(f"{where}pdf", headers={"Referer": where}, follow=True)
    assert "用浏览器的“打印”，选“另存为 PDF”" in response.content.decode()


def test_a_printing_that_hangs_is_ended(organiser, fair, tmp_path, monkeypatch):
    script = tmp_path / "hangs"
    script.write_text(f"#!/bin/sh\n{shutil.which('sleep')} 60 &\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(chromium, "find", lambda: str(script))
    monkeypatch.setattr(chromium, "SECONDS_TO_PRINT", 0.2)
    where = reverse("web:desk_fair_report", args=[fair.key])
    response = organiser.get(f"{where}pdf", headers={"Referer": where}, follow=True)
    assert "PDF 没有生成出来" in response.content.decode()


def test_each_number_opens_its_entries(organiser, fair):
    opened = reverse("web:desk_behind", args=[fair.key, "mutual"])
    assert opened in page(organiser, fair).content.decode()
    text = organiser.get(opened).content.decode()
    assert "小陈" in text
    assert "下面 1 行，就是这个数" in text


def test_each_cell_opens_its_share_of_them(organiser, fair):
    make_mutual(make_position(make_booth(fair)))
    booth = fair.booths.first()
    opened = reverse("web:desk_behind", args=[fair.key, "mutual"])
    cell = f'href="([^"]+/mutual/)[?]by=booth&amp;part={booth.key[-8:]}"'
    for name, more in (("web:desk_fair_report", ()), ("web:desk_figures_by", ("booth",))):
        address = reverse(name, args=[fair.key, *more])
        (link,) = re.findall(cell, organiser.get(address).content.decode())
        assert urljoin(address, link) == opened
    for part in (booth.key, booth.key[-8:]):
        shown = organiser.get(opened, {"by": "booth", "part": part})
        assert (shown.context["number"], len(shown.context["rows"])) == (1, 1)
    turned = organiser.get(opened, {"by": "mode", "part": "online"}).content.decode()
    assert "下面 2 条记录，加的减去减的，就是这个数" in turned
    for by, part in (("booth", "nobody"), ("nothing", booth.key), ("booth", "")):
        assert organiser.get(opened, {"by": by, "part": part}).status_code == 404


@pytest.mark.parametrize("figure", ["first_reply_median", "nothing"])
def test_what_counts_nothing_has_no_entries(organiser, fair, figure):
    assert organiser.get(reverse("web:desk_behind", args=[fair.key, figure])).status_code == 404


@pytest.mark.parametrize("name", ["desk_fair_report", "desk_behind", "desk_fair_report_file"])
def test_it_is_for_those_who_help_the_fair(client, fair, name):
    more = {"desk_behind": ["mutual"], "desk_fair_report_file": ["json"]}.get(name, [])
    client.force_login(make_jobseeker())
    assert client.get(reverse(f"web:{name}", args=[fair.key, *more])).status_code == 404
