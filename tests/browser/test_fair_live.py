"""The pages of an open fair tell what happens while somebody reads them, and move nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jobfair.booths import services as booths
from jobfair.booths.models import Booth, Lease
from jobfair.fairs import services as fairs
from tests import factories as make
from tests.browser.audits import SOUND, audit
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.test_talk import RECORD_ANNOUNCEMENTS


class Hall:
    """An open fair on the served site, with a booth whose rep comes and goes."""

    def __init__(self, site: Site, blocker: Any) -> None:
        self._site, self._blocker = site, blocker
        with self.data():
            self.fair = make.make_open_fair()
            self.booth = make.make_booth(self.fair)
            self.rep = make.make_rep(self.booth.employer)
            self.boss = make.make_organiser_user(self.fair.organiser)
        self.path = f"/fairs/{self.fair.key}/hall/"

    @contextmanager
    def data(self) -> Iterator[None]:
        with self._blocker.unblock(), self._site.database():
            yield

    def opens(self) -> None:
        with self.data():
            booths.say_present(self.rep, booth=Booth.objects.get(pk=self.booth.pk))

    def waits_for_a_renewal(self, page: Page) -> None:
        first = self.lease()
        while self.lease() == first:
            page.wait_for_timeout(50)

    def lease(self) -> Any:
        with self.data():
            return Lease.objects.get(booth=self.booth.pk).until

    def waits_until_told(self, word: str, page: Page) -> None:
        """Do what the worker does every two seconds, until the fair has been told."""
        while True:
            with self.data():
                booths.tell_changes(timezone.now())
                if Booth.objects.get(pk=self.booth.pk).told == word:
                    return
            page.wait_for_timeout(50)

    def announces(self, title: str, *, is_urgent: bool = False) -> None:
        with self.data():
            fairs.announce(self.boss, fair=self.fair, title=title, is_urgent=is_urgent)

    def closes_the_fair(self) -> None:
        with self.data():
            fairs.close_fair(self.boss, fair=self.fair)


@pytest.fixture
def hall(site: Site, browser: Any, django_db_blocker: Any) -> Hall:
    return Hall(site, django_db_blocker)


def listens(page: Page) -> None:
    page.wait_for_selector("[data-line=online]", state="attached")
    page.evaluate(RECORD_ANNOUNCEMENTS)


def said(page: Page) -> list[str]:
    return [words for _region, words in page.evaluate("() => window.said")]


def test_a_visitor_sees_a_door_open_and_stays_where_they_are(
    hall: Hall, open_page: OpenPage
) -> None:
    visitor = open_page(hall.path, width=360)
    listens(visitor)
    link = visitor.get_by_role("link", name=hall.booth.employer.name)
    link.focus()
    before = visitor.evaluate("() => [scrollY, document.body.scrollHeight]")
    hall.opens()
    expect(visitor.get_by_text("现在有招聘人员，有空")).to_be_visible()
    expect(visitor.locator(".booth__plate--open")).to_have_count(1)
    expect(link).to_be_focused()
    assert visitor.evaluate("() => [scrollY, document.body.scrollHeight]") == before
    assert said(visitor) == []
    assert visitor.locator(".live").is_hidden()


def test_a_booth_is_open_while_a_desk_is_and_closes_when_its_page_dies(
    hall: Hall, open_page: OpenPage
) -> None:
    visitor = open_page(hall.path)
    listens(visitor)
    rep = open_page(f"/rep/booths/{hall.booth.key}/desk/", user=hall.rep)
    expect(visitor.get_by_text("现在有招聘人员，有空")).to_be_visible()
    expect(rep.get_by_text("求职者现在看到：“现在有招聘人员，有空”")).to_be_visible()
    hall.waits_for_a_renewal(rep)
    rep.close()
    hall.waits_until_told("", visitor)
    expect(visitor.get_by_text("现在没有招聘人员，可以留言")).to_be_visible()


def test_an_urgent_announcement_is_an_alert_and_waits_to_be_read(
    hall: Hall, open_page: OpenPage
) -> None:
    visitor = open_page(f"/booths/{hall.booth.key}/")
    listens(visitor)
    hall.announces("请从东门离开", is_urgent=True)
    visitor.wait_for_function("() => window.said.length === 1")
    assert visitor.evaluate("() => window.said[0]") == [
        "announce-now",
        "紧急公告：请从东门离开",
    ]
    assert audit(visitor) == SOUND
    visitor.get_by_role("link", name="看公告").click()
    expect(visitor.locator(".banner", has_text="请从东门离开")).to_be_visible()


def test_the_end_of_the_fair_is_said_and_changes_nothing_by_itself(
    hall: Hall, open_page: OpenPage
) -> None:
    visitor = open_page(f"/fairs/{hall.fair.key}/")
    listens(visitor)
    hall.closes_the_fair()
    visitor.wait_for_function("() => window.said.length === 1")
    assert said(visitor) == ["招聘会结束了。"]
    assert visitor.get_by_text("这场招聘会已经结束。").count() == 0
    visitor.get_by_role("link", name="刷新，看最新内容").click()
    expect(visitor.get_by_text("这场招聘会已经结束。")).to_be_visible()


def test_to_save_traffic_no_line_is_opened_and_the_hall_is_fetched(
    hall: Hall, open_page: OpenPage
) -> None:
    visitor = open_page("/help/", looks="lean=on")
    sockets: list[Any] = []
    visitor.on("websocket", lambda socket: sockets.append(socket))
    visitor.clock.install()
    visitor.goto(hall.path)
    with visitor.expect_response("**/fair*.js"):
        visitor.clock.run_for(2_000)
    visitor.wait_for_load_state("networkidle")
    hall.opens()
    with visitor.expect_response("**/live/**"):
        visitor.clock.run_for(31_000)
    expect(visitor.get_by_text("现在有招聘人员，有空")).to_be_visible()
    assert sockets == []


def test_without_scripts_the_hall_says_it_when_loaded(hall: Hall, open_page: OpenPage) -> None:
    visitor = open_page(hall.path, java_script_enabled=False)
    assert visitor.get_by_text("现在没有招聘人员，可以留言").count() == 1
    hall.opens()
    visitor.reload()
    assert visitor.get_by_text("现在有招聘人员，有空").count() == 1
    assert visitor.locator(".live").is_hidden()
