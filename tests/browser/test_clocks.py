"""A device whose clock is wrong by ten minutes shows, offers and counts what the server's clock says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import COMPOSER, Talk, is_online, shown, write

SHIFT = """(() => {
  const True = Date, shift = %d * 60000;
  window.Date = class extends True {
    constructor(...given) { super(...(given.length ? given : [True.now() + shift])); }
    static now() { return True.now() + shift; }
  };
})()"""


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def times(page: Page) -> list[str]:
    return page.locator(".said time").all_inner_texts()


@pytest.mark.parametrize("minutes", [10, -10])
def test_two_whose_clocks_are_twenty_minutes_apart_see_the_same(
    talk: Talk, open_page: OpenPage, minutes: int
) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    rep = open_page("/help/", user=talk.rep)
    for page, shift, path in ((seeker, minutes, talk.path), (rep, -minutes, talk.desk)):
        page.add_init_script(SHIFT % shift)
        page.goto(path)
        is_online(page)
    seeker.locator(COMPOSER).press_sequentially("我想问")
    expect(rep.locator("[data-typing-place]")).to_have_text(re.compile("正在写"))
    write(seeker, "我想问一问")
    expect(seeker.locator(".said__state")).to_have_text("已发送")
    expect(rep.locator(".said .said__text")).to_have_text("我想问一问")
    assert times(seeker) == times(rep)
    expect(seeker.locator(".said__actions button")).to_be_visible()
    seeker.locator(".said__actions button").click()
    expect(rep.locator(".said__text--gone")).to_have_count(1)
    seeker.reload()
    is_online(seeker)
    write(seeker, "还在吗")
    expect(rep.locator(".said .said__text").last).to_have_text("还在吗")
    assert shown(seeker) == shown(rep)
    assert times(seeker) == times(rep)
