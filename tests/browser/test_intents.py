"""A jobseeker and a rep come to a mutual intent: from the page, from the conversation, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobfair.accounts.models import User
from jobfair.accounts.services import person_of
from jobfair.intents.models import Entry, Intent, Ledger
from jobfair.intents.steps import Step
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.factories import make_adviser, make_position
from tests.factories.intents import step
from tests.factories.talk import make_talk


class Stand:
    """A booth with one position, a jobseeker and a rep who talk with each other."""

    def __init__(self, site: Site, blocker: Any) -> None:
        self._site, self._blocker = site, blocker
        with self.data():
            self.talk, self.jobseeker, self.rep = make_talk()
            self.position = make_position(self.talk.booth)
        self.board = f"/rep/booths/{self.talk.booth.key}/intents/"
        self.desk = f"/rep/booths/{self.talk.booth.key}/desk/?talk={self.talk.key}"

    @contextmanager
    def data(self) -> Iterator[None]:
        with self._blocker.unblock(), self._site.database():
            yield

    def reported(self) -> tuple[int, int, str]:
        """Entries, mutual pairs by the ledger, and the state of the one intent."""
        with self.data():
            ledger = Ledger.objects.get(fair=self.talk.booth.fair)
            state = Intent.objects.get(position=self.position).state
            return Entry.objects.filter(fair=ledger.pk).count(), ledger.mutual, state


@pytest.fixture
def stand(site: Site, browser: Any, django_db_blocker: Any) -> Stand:
    return Stand(site, django_db_blocker)


def by_name(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name)


def test_from_the_page_to_the_board_both_are_told_at_once(
    stand: Stand, open_page: OpenPage
) -> None:
    board = open_page(stand.board, user=stand.rep)
    seeker = open_page(f"/positions/{stand.position.key}/", user=stand.jobseeker, width=360)
    seeker.get_by_role("link", name="我有意向").click()
    seeker.fill("textarea", "我住得近")
    by_name(seeker, "我有意向").click()
    expect(seeker.locator("main")).to_contain_text("单位还没有答复")
    row = board.locator(".intents__row")
    expect(row).to_contain_text("求职者有意向")
    by_name(board, "我们也有意向").click()
    expect(board.locator("main")).to_contain_text("双方都有意向，已达成初步意向")
    expect(seeker.locator("[data-part]")).to_contain_text("双方都有意向")
    assert stand.reported() == (2, 1, "mutual")


def test_in_the_conversation_over_the_line_and_taken_back(
    stand: Stand, open_page: OpenPage
) -> None:
    seeker = open_page(f"/talk/{stand.talk.key}/", user=stand.jobseeker, width=360)
    rep = open_page(stand.desk, user=stand.rep)
    for page in (seeker, rep):
        page.wait_for_selector("[data-line=online]")
        page.locator(".intents-aside summary").first.click()
    by_name(seeker, "我有意向").click()
    seeker.wait_for_selector("[data-line=online]")
    answer = by_name(rep, "我们也有意向")
    expect(answer).to_be_visible()
    here = rep.url
    answer.click()
    expect(rep.locator(".intents-aside")).to_contain_text("已达成初步意向")
    assert rep.url == here
    expect(seeker.locator(".intents__line")).to_contain_text("双方都有意向")
    assert stand.reported() == (2, 1, "mutual")


def test_everything_by_plain_forms(stand: Stand, open_page: OpenPage) -> None:
    plain = {"java_script_enabled": False}
    seeker = open_page(f"/positions/{stand.position.key}/intent/", user=stand.jobseeker, **plain)
    by_name(seeker, "我有意向").click()
    rep = open_page(stand.board, user=stand.rep, **plain)
    by_name(rep, "我们也有意向").click()
    seeker.goto("/intents/")
    expect(seeker.locator(".intents")).to_contain_text("双方都有意向")
    by_name(seeker, "撤回意向").click()
    expect(seeker.locator(".intents")).to_contain_text("您不考虑这个岗位")
    assert stand.reported() == (3, 0, "withdrawn")


def test_an_adviser_writes_down_a_telephone_call_and_both_sides_read_it(
    stand: Stand, open_page: OpenPage
) -> None:
    with stand.data():
        adviser = make_adviser(stand.talk.booth.fair.organiser, name="郑老师")
        User.objects.filter(pk=stand.jobseeker.pk).update(phone="+8613800138001")
        person_of(stand.jobseeker)
    seeker = open_page("/intents/", user=stand.jobseeker, width=360)
    board = open_page(stand.board, user=stand.rep)
    fair = stand.talk.booth.fair
    page = open_page(f"/adviser/fairs/{fair.key}/", user=adviser, width=360)
    page.fill("[name=q]", "138 0013 8001")
    by_name(page, "找").click()
    page.locator("section .list a").click()
    expect(page.locator("[name=jobseeker]:checked, [name=employer]:checked")).to_have_count(0)
    page.select_option("[name=position]", stand.position.key)
    page.get_by_label("本人说有意向").check()
    page.fill("[name=remark]", "下周一可以去看看")
    by_name(page, "记录").last.click()
    expect(page.locator("main")).to_contain_text("请选择用人单位这边说了没有")
    page.get_by_label("联系人说有意向").check()
    by_name(page, "记录").last.click()
    expect(page.locator("main")).to_contain_text("已记录，双方都能看到")
    expect(seeker.locator(".intents")).to_contain_text("双方都有意向")
    expect(board.locator(".intents__row")).to_contain_text("达成初步意向")
    seeker.locator(".intents a").first.click()
    board.get_by_role("link", name="备注和经过").click()
    for side, who in ((seeker, "您本人"), (board, "求职者本人")):
        expect(side.locator("main")).to_contain_text("就业指导员 郑老师：下周一可以去看看")
        expect(side.locator(".story")).to_contain_text(f"{who}说的，郑老师 记录")
    assert stand.reported() == (2, 1, "mutual")


def test_the_board_without_scripts_is_true_after_each_reload(
    stand: Stand, open_page: OpenPage
) -> None:
    board = open_page(stand.board, user=stand.rep, java_script_enabled=False)
    expect(board.locator("main")).to_contain_text("还没有人表示意向")
    with stand.data():
        step(stand.jobseeker, stand.position, Step.INTERESTED, remark="我住得近")
    board.reload()
    expect(board.locator(".intents__row")).to_contain_text("求职者有意向")
    by_name(board, "我们也有意向").click()
    expect(board.locator(".intents__row")).to_contain_text("达成初步意向")
    with stand.data():
        step(stand.jobseeker, stand.position, Step.WITHDRAWN)
    board.reload()
    expect(board.locator(".intents__row")).to_contain_text("求职者不考虑")
    board.get_by_role("link", name="备注和经过").click()
    expect(board.locator("main")).to_contain_text("求职者：我住得近")
    assert stand.reported() == (3, 0, "withdrawn")
