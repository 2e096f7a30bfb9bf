"""What the page says of its line, and that no word is lost whatever becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import (
    COMPOSER,
    RECORD_ANNOUNCEMENTS,
    Talk,
    Wire,
    is_online,
    shown,
    write,
)
from tests.factories.talk import make_talk

LOST = "连接断了，正在重连。您写的内容会保留。"
BLOCKED = "这个网络不支持自动更新，每 15 秒取一次新消息"
CLOSED_OTHERWISE = 4000  # a page cannot close its own socket with 1006


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def said(page: Page) -> list[list[str]]:
    return list(page.evaluate("window.said"))


def test_the_first_connection_is_not_called_a_loss(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    Wire(seeker, is_silent=True)
    seeker.goto(talk.path)
    expect(seeker.locator("[data-state]")).to_have_text("正在连接……")
    write(seeker, "等连上再发")
    expect(seeker.locator(".said__state")).to_have_text("发送中")


def test_that_the_line_is_gone_is_said_aloud_once_however_many_talks_are_open(
    talk: Talk, open_page: OpenPage
) -> None:
    with talk.data():
        other, _asker, _rep = make_talk(talk.conversation.booth)
    rep = open_page("/help/", user=talk.rep)
    wire = Wire(rep)
    rep.route("**/healthz/live", lambda route: route.abort())
    rep.clock.install()
    rep.goto(f"{talk.desk}&talk={other.key}")
    expect(rep.locator(".talk[data-line=online]")).to_have_count(2)
    rep.evaluate(RECORD_ANNOUNCEMENTS)
    wire.cut(CLOSED_OTHERWISE)
    expect(rep.locator("[data-state]").first).to_have_text(LOST)
    rep.clock.run_for(9_000)
    assert said(rep) == []
    rep.clock.run_for(60_000)
    assert said(rep) == [["announce-now", LOST]]
    expect(rep.locator(".talk[data-line=offline]")).to_have_count(2)
    expect(rep.locator("[data-state]").last).to_have_text(LOST)
    wire.mend()
    rep.evaluate("window.dispatchEvent(new Event('online'))")
    expect(rep.locator(".talk[data-line=online]")).to_have_count(2)
    assert said(rep)[1:] == [["announce-polite", "连接恢复了。"]]


def test_where_sockets_are_blocked_two_talk_by_fetching(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    Wire(seeker, is_cut=True)
    seeker.clock.install()
    seeker.goto(talk.path)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    for _second in range(9):  # more tries than it takes, before the line has been gone for ten
        seeker.clock.run_for(1_000)
        seeker.evaluate("() => fetch('/healthz/live')")  # the answers on their way come first
    expect(seeker.locator("[data-state]")).to_have_text(BLOCKED)
    for text in ("第一句", "第二句", "第三句"):
        write(seeker, text)
    expect(seeker.locator(".said__state")).to_have_text(["已发送"] * 3)
    assert talk.stored() == ["第一句", "第二句", "第三句"]
    talk.say(talk.rep, "九点。")
    with seeker.expect_response("**/messages/"):
        seeker.clock.run_for(15_000)
    expect(seeker.locator(".said__text")).to_have_text(["第一句", "第二句", "第三句", "九点。"])
    seeker.clock.run_for(10_000)
    assert [words for _region, words in said(seeker)] == [BLOCKED, "王老师：九点。"]


def test_a_message_that_is_not_sent_is_said_aloud(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    wire = Wire(seeker)
    seeker.goto(talk.path)
    is_online(seeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    wire.swallows = True
    write(seeker, "在路上断了")
    wire.cut(CLOSED_OTHERWISE)
    expect(seeker.locator(".said__state")).to_have_text("未送达，连上后会自动重发")
    assert said(seeker) == [["announce-now", "未送达，连上后会自动重发"]]
    wire.mend()
    expect(seeker.locator(".said__state")).to_have_text("已发送")
    assert len(said(seeker)) == 1


def test_after_the_session_is_over_signing_in_again_finds_every_word(
    talk: Talk, open_page: OpenPage
) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    wire = Wire(seeker)
    seeker.goto(talk.path)
    is_online(seeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    [session] = [one for one in seeker.context.cookies() if one["name"] == "sessionid"]
    seeker.context.clear_cookies(name="sessionid")
    wire.cut(4401)
    bar = seeker.locator("[data-controller=connection]")
    expect(bar).to_have_text("您已经退出登录，这一页不再更新。 重新登录")
    expect(seeker.locator("[data-state]")).to_have_text("您写的内容会保留。")
    write(seeker, "已经写好的")
    expect(seeker.locator(".said__state")).to_have_text("没有发出。重新登录后会自动发出。")
    seeker.type(COMPOSER, "还没写完")
    assert ["announce-now", "没有发出。重新登录后会自动发出。"] in said(seeker)
    bar.get_by_role("link", name="重新登录").click()
    seeker.wait_for_url(f"**/accounts/login/?next={talk.path.replace('/', '%2F')}")
    seeker.context.add_cookies([session])  # type: ignore[list-item]
    wire.mend()
    seeker.goto(talk.path)
    expect(seeker.locator(".said__state")).to_have_text("已发送")
    assert shown(seeker) == ["已经写好的"]
    assert seeker.input_value(COMPOSER) == "还没写完"


def test_a_right_that_is_lost_is_said_and_not_called_connected(
    talk: Talk, open_page: OpenPage
) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    wire = Wire(seeker)
    seeker.goto(talk.path)
    is_online(seeker)
    seeker.context.clear_cookies(name="sessionid")  # while the machine slept
    wire.cut(CLOSED_OTHERWISE)
    wire.mend()
    expect(seeker.locator("[data-controller=connection]")).to_contain_text("重新登录")
    expect(seeker.locator("[data-line=over]")).to_be_visible()


def test_to_save_traffic_a_session_that_is_over_is_said_too(
    talk: Talk, open_page: OpenPage
) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, looks="lean=on")
    seeker.wait_for_selector("[data-line=lean]")
    seeker.context.clear_cookies(name="sessionid")
    write(seeker, "还在吗")
    expect(seeker.locator(".said__state")).to_have_text("没有发出。重新登录后会自动发出。")
    expect(seeker.locator("[data-controller=connection]")).to_contain_text("重新登录")


def test_a_list_that_cannot_be_fetched_is_not_asked_for_without_end(
    talk: Talk, open_page: OpenPage
) -> None:
    rep = open_page("/help/", user=talk.rep)
    rep.clock.install()
    rep.goto(talk.desk.split("?")[0])
    expect(rep.locator(".desk__list [data-connected]")).to_be_attached()
    asked: list[str] = []
    rep.route("**/desk/list/*", lambda route: (asked.append(""), route.fulfill(status=503))[1])
    talk.say(talk.jobseeker, "您好")
    for _second in range(60):
        rep.clock.run_for(1_000)
    assert 2 <= len(asked) <= 20
    rep.unroute("**/desk/list/*")
    rep.clock.run_for(31_000)
    expect(rep.locator(".desk__count")).to_have_text("1 人等您回复")


@pytest.mark.parametrize(
    ("looks", "words"), [("speech=count", ["1 条新消息"]), ("speech=none", []), ("quiet=on", [])]
)
def test_who_wants_to_hear_less_hears_less(
    talk: Talk, open_page: OpenPage, looks: str, words: list[str]
) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, looks=looks)
    seeker.clock.install()
    is_online(seeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    talk.say(talk.rep, "九点。")
    expect(seeker.locator(".said__text")).to_have_text(["九点。"])
    seeker.clock.run_for(10_000)
    assert [text for _region, text in said(seeker)] == words
