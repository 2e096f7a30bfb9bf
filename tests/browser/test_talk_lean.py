"""Two people talk where nothing may open a socket."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import RECORD_ANNOUNCEMENTS, Talk, write


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def test_to_save_traffic_two_talk_without_a_socket(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker, looks="lean=on")
    rep = open_page("/help/", user=talk.rep, looks="lean=on")
    sockets: list[Any] = []
    for page, path in ((seeker, talk.path), (rep, talk.desk)):
        page.on("websocket", lambda socket: sockets.append(socket))
        page.clock.install()
        page.goto(path)
        page.wait_for_selector("[data-line=lean]")
        expect(page.locator("[data-state]")).to_have_text("省流量：每 30 秒取一次新消息")
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    expect(rep.get_by_text("省流量：每 30 秒更新一次")).to_be_visible()
    expect(rep.get_by_text("求职者现在看到：“现在有招聘人员，有空”")).to_be_visible()
    write(seeker, "几点上班？")
    expect(seeker.locator(".said__state")).to_have_text("已发送")
    with rep.expect_response("**/messages/"):
        rep.clock.run_for(31_000)
    expect(rep.locator(".said__text")).to_have_text(["几点上班？"])
    write(rep, "九点。")
    talk.wait_for_stored(rep, 2)
    with seeker.expect_response("**/messages/"):
        seeker.clock.run_for(31_000)
    expect(seeker.locator(".said__text")).to_have_text(["几点上班？", "九点。"])
    seeker.clock.run_for(6_000)
    said = [text for _region, text in seeker.evaluate("window.said")]
    assert said.count("王老师：九点。") == 1
    assert sockets == []
