"""An organiser brings the sheet she has into a fair: with and without scripts, by keyboard and in every look."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audits import SOUND, Walk, audit, faults, keyboard_walk
from tests.browser.conftest import OpenPage
from tests.browser.site import ROOT, Site
from tests.browser.world import World
from tests.factories import broken_files, workbooks

HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资", "残疾类别"]
SHEET = [
    ["筼筜示例烘焙坊", "面点师", 2, "4000-5000", ""],
    ["筼筜示例烘焙坊", "包装员", "3-5人", "面议", "肢体"],
    ["杏林示例花圃", "园艺工", "男2女3", "3500", ""],
    ["杏林示例花圃", "", 1, "3500", ""],
]
LONGEST_WAIT = 30_000  # milliseconds for the worker to come round
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])


@pytest.fixture(scope="module")
def worker(site: Site) -> Iterator[None]:
    """The process that reads files, beside the server and on its data."""
    command = [sys.executable, str(ROOT / "manage.py"), "worker"]
    with (site.folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment(), stdout=log, stderr=log
        )
        yield
        process.terminate()
        process.wait(15)


def upload(page: Page, world: World, data: bytes, name: str) -> None:
    page.goto(f"/desk/fairs/{world.fair.key}/import/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("表格文件").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()


def heading(page: Page, text: str) -> None:
    """Look again, as a person does, until the page has this heading."""
    title = page.get_by_role("heading", level=1)
    for _ in range(LONGEST_WAIT // 1000):
        if title.inner_text() == text:
            return
        page.wait_for_timeout(200)
        page.reload()
    expect(title).to_have_text(text)


def prepared(page: Page, world: World, name: str) -> None:
    upload(page, world, workbooks.xlsx([HEADINGS, *SHEET]), name)
    heading(page, "核对，然后导入")


@SCRIPTS
def test_from_the_sheet_to_drafts_and_back(
    open_page: OpenPage, world: World, worker: None, scripts: bool
) -> None:
    page = open_page("/desk/", user=world.organiser_user, java_script_enabled=scripts, width=360)
    prepared(page, world, f"岗位-{scripts}.xlsx")
    expect(page.get_by_text("读到 4 行：新增 2 个岗位，招 5 人")).to_be_visible()
    expect(page.get_by_text("看不懂招聘人数。")).to_be_visible()
    page.get_by_label("招聘人数").fill("5")
    page.get_by_role("checkbox", name=re.compile("不导入这一行.*第 5 行")).check()
    page.get_by_role("button", name="保存并重新核对").click()
    heading(page, "核对，然后导入")
    expect(page.get_by_text("读到 4 行：新增 3 个岗位，招 10 人")).to_be_visible()
    page.get_by_role("link", name="会新增 3").click()
    expect(page.get_by_role("row", name="园艺工")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    heading(page, "已导入")
    page.get_by_role("link", name="撤销这次导入").click()
    page.get_by_role("button", name="撤销导入").click()
    heading(page, "已撤销")
    expect(page.get_by_text("新增的都删掉了")).to_be_visible()


def test_the_page_says_by_itself_when_a_file_is_read(
    open_page: OpenPage, world: World, worker: None
) -> None:
    page = open_page("/desk/", user=world.organiser_user)
    upload(page, world, workbooks.large(2_500), "大表.xlsx")
    expect(page.get_by_role("heading", level=1)).to_have_text("正在核对")
    finished = page.get_by_role("link", name="看结果")
    expect(finished).to_be_visible(timeout=90_000)
    expect(page.locator("#announce-polite")).to_contain_text("文件处理好了")
    finished.click()
    expect(page.get_by_text("读到 2,500 行")).to_be_visible()


def test_the_pages_on_the_way_are_for_everybody(
    open_page: OpenPage, world: World, worker: None
) -> None:
    page = open_page("/desk/", user=world.organiser_user)
    page.goto(f"/desk/fairs/{world.fair.key}/import/")
    assert faults(page) == {}
    prepared(page, world, "很长的文件名" * 12 + ".xlsx")
    preview = page.url.partition("?")[0]
    for show in ("left_out", "warned", "create", "file"):
        page.goto(f"{preview}?show={show}")
        assert (show, faults(page)) == (show, {})
    page.goto(f"{preview}?show=left_out")
    page.get_by_role("link", name="看整行").first.click()
    assert faults(page) == {}


def test_the_keyboard_reaches_everything(open_page: OpenPage, world: World, worker: None) -> None:
    page = open_page("/desk/", user=world.organiser_user)
    prepared(page, world, "键盘.xlsx")
    walk = keyboard_walk(page)
    assert walk == Walk([], [], [])


def test_a_file_that_is_no_sheet_gets_a_sentence(
    open_page: OpenPage, world: World, worker: None, tmp_path: Path
) -> None:
    page = open_page("/desk/", user=world.organiser_user)
    upload(page, world, broken_files.zip_bomb(), "炸弹.xlsx")
    heading(page, "这个文件没有读成")
    expect(page.get_by_text("展开后大得不正常")).to_be_visible()
    assert audit(page) == SOUND
