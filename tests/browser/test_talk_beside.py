"""A rep talks with several people side by side."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from jobfair.chat.models import Conversation
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import Talk, wait_until
from tests.domain.pictures import picture_bytes
from tests.factories.talk import make_talk, say


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def test_two_conversations_side_by_side_are_both_live(talk: Talk, open_page: OpenPage) -> None:
    with talk.data():
        other, asker, _rep = make_talk(talk.conversation.booth)
    talk.say(talk.jobseeker, "第一位")
    with talk.data():
        say(asker, other, "第二位")
    rep = open_page(f"{talk.desk}&talk={other.key}", user=talk.rep)
    columns = rep.locator(".desk__talk")
    expect(columns.nth(1).locator("[data-line=online]")).to_be_attached()
    for key in ("Tab", "Tab", "Enter"):  # past "to the content", to where one writes
        rep.keyboard.press(key)
    expect(columns.nth(0).locator("[data-composer] textarea")).to_be_focused()
    field = columns.nth(1).locator("[data-composer] textarea")
    field.fill("您好，第二位")
    field.press("Enter")
    expect(columns.nth(1).locator(".said__text")).to_have_text(["第二位", "您好，第二位"])
    talk.say(talk.jobseeker, "还在吗")
    expect(columns.nth(0).locator(".said__text")).to_have_text(["第一位", "还在吗"])


def test_columns_end_alike_and_what_comes_in_one_moves_nobody_in_another(
    talk: Talk, open_page: OpenPage
) -> None:
    with talk.data():
        other, asker, _rep = make_talk(talk.conversation.booth)
        for number in range(30):
            say(asker, other, f"第{number}句")
    talk.say(talk.jobseeker, "第一位")
    rep = open_page(f"{talk.desk}&talk={other.key}", user=talk.rep)
    columns = rep.locator(".desk__talk")
    expect(rep.locator(".talk[data-line=online]")).to_have_count(2)
    fields = [box.bounding_box() for box in rep.locator("[data-composer] textarea").all()]
    assert abs(fields[0]["y"] - fields[1]["y"]) < fields[0]["height"]  # type: ignore[index]
    log = columns.nth(1).get_by_role("log")
    assert log.evaluate("log => log.scrollTop + log.clientHeight >= log.scrollHeight - 1")
    log.focus()
    rep.keyboard.press("Home")
    rep.wait_for_function("() => document.querySelectorAll('[role=log]')[1].scrollTop === 0")
    columns.nth(1).locator("[data-composer] textarea").focus()
    rep.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    where = rep.evaluate("() => window.scrollY")
    talk.say(talk.jobseeker, "还在吗")
    talk.say(talk.jobseeker, "在的话请回一声")
    expect(columns.nth(0).locator(".said__text")).to_have_count(3)
    with talk.data():
        say(asker, other, "最后一句")
    expect(columns.nth(1).locator("[data-jump-button]")).to_be_visible()
    assert abs(rep.evaluate("() => window.scrollY") - where) < 100, "the button itself takes room"


def test_a_picture_shows_at_once_in_the_second_column_too(talk: Talk, open_page: OpenPage) -> None:
    with talk.data():
        other, _asker, _rep = make_talk(talk.conversation.booth)
    rep = open_page(f"{talk.path}attach/", user=talk.rep)
    desk = open_page(
        f"/rep/booths/{other.booth.key}/desk/?talk={other.key}&talk={talk.conversation.key}",
        user=talk.rep,
    )
    column = desk.locator(".desk__talk").nth(1)
    expect(column.locator("[data-line=online]")).to_be_attached()
    picture = {"name": "盒子.png", "mimeType": "image/png", "buffer": picture_bytes()}
    rep.set_input_files("#id_upload", picture)
    rep.fill("#id_text", "工位的照片")
    rep.get_by_role("button", name="发送").click()
    expect(column.locator("img.said__picture")).to_have_js_property("naturalWidth", 64)


def test_a_narrow_window_shows_one_and_counts_no_other_as_read(
    talk: Talk, open_page: OpenPage
) -> None:
    with talk.data():
        other, asker, _rep = make_talk(talk.conversation.booth)
        say(asker, other, "第二位")
    talk.say(talk.jobseeker, "第一位")
    rep = open_page(f"{talk.desk}&talk={other.key}", user=talk.rep, width=360)
    columns = rep.locator(".desk__talk")
    expect(rep.locator(".talk[data-line=online]")).to_have_count(2)
    expect(columns.nth(1)).to_be_hidden()

    def read_to(conversation: Conversation) -> int:
        with talk.data():
            seat = conversation.participants.filter(user=talk.rep).first()
            return seat.read_to if seat else 0

    with talk.data():
        say(asker, other, "还在吗")
    expect(columns.nth(1).locator(".said")).to_have_count(2)
    talk.say(talk.jobseeker, "我也还在")
    wait_until(rep, lambda: read_to(talk.conversation) == 2)
    assert read_to(other) == 0
    rep.set_viewport_size({"width": 1280, "height": 800})
    wait_until(rep, lambda: read_to(other) == 2)
    expect(rep.get_by_role("link", name="回到名单")).to_be_hidden()
    rep.set_viewport_size({"width": 360, "height": 740})
    rep.get_by_role("link", name="回到名单").click()
    expect(rep.get_by_role("heading", name="谁在问")).to_be_visible()
