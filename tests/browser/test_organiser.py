"""An organiser plans a fair from nothing, runs it and closes it, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site

BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@dataclass(frozen=True)
class Office:
    """An organiser with one employer in its book and no fair yet."""

    boss: User
    employer: str
    database: Any

    def opened(self) -> AbstractContextManager[None]:
        context: AbstractContextManager[None] = self.database()
        return context


@pytest.fixture
def office(site: Site, world: object, django_db_blocker: Any) -> Office:
    @contextmanager
    def database() -> Iterator[None]:
        with django_db_blocker.unblock(), site.database():
            yield

    with database():
        organiser = make.make_organiser()
        employer = make.make_employer(organiser)
        return Office(make.make_organiser_user(organiser), employer.name, database)


@BOTH
def test_a_fair_from_nothing_to_closed(open_page: OpenPage, office: Office, scripts: bool) -> None:
    page = open_page("/desk/", user=office.boss, width=360, java_script_enabled=scripts)
    begin(page)
    plan(page)
    publish(page)
    add_and_place(page, office.employer)
    hand_in(office)
    review(page)
    announce(page)
    step(page, "现在开放", "招聘会已经开放。")
    step(page, "现在结束", "招聘会已经结束。")
    go_to(page, "记录")
    expect(page.get_by_role("row")).to_have_count(4)
    with office.opened():
        fair = Fair.objects.get(name="春季招聘会")
        assert fair.state == FairState.CLOSED
        assert Booth.objects.get(fair=fair).place == "A01"
        assert Position.objects.get(booth__fair=fair).is_approved
        fair.name = f"春季招聘会{fair.key}"
        fair.save()


def begin(page: Page) -> None:
    page.get_by_role("link", name="办一场招聘会").first.click()
    page.get_by_role("link", name="从空白开始").click()
    page.get_by_label("招聘会名称").fill("春季招聘会")
    page.get_by_label("线下", exact=False).first.check()
    fill_moment(page, "什么时候开始", "2030-03-05", "09:00")
    fill_moment(page, "什么时候结束", "2030-03-06", "17:00")
    press(page, "保存并继续")
    expect(page.get_by_text("招聘会已经建好")).to_be_visible()


def plan(page: Page) -> None:
    """Sessions as offered, a new venue, one zone, help; the rest may wait."""
    press(page, "保存并继续")
    page.get_by_role("link", name="添加场地").click()
    page.get_by_label("场地名称").fill("市民中心")
    page.get_by_label("地址", exact=True).fill("测试路 1 号")
    page.get_by_role("group", name="无台阶通道").get_by_label("有", exact=True).check()
    press(page, "保存场地")
    press(page, "保存并继续")
    zone = page.get_by_role("group", name="第 1 个展区")
    zone.get_by_label("区名", exact=True).fill("制造")
    press(page, "保存并继续")
    page.get_by_label("有哪些帮助").first.fill("手语翻译全程在场。")
    page.get_by_label("咨询电话").fill("0592-5550000")
    for _part in ("help", "registration", "reminders"):
        press(page, "保存并继续")
    page.get_by_role("link", name="写一段简介，说明这场招聘会为谁办、有什么。").click()
    page.get_by_label("简介", exact=False).first.fill("为求职者办的招聘会。")
    press(page, "保存，回到计划")


def publish(page: Page) -> None:
    page.get_by_role("link", name="核对并发布").click()
    page.get_by_role("link", name="发布招聘会").click()
    expect(page.get_by_role("heading", name="现在发布这场招聘会吗？")).to_be_visible()
    press(page, "发布招聘会")
    expect(page.get_by_text("招聘会已经发布，所有人都能看到。")).to_be_visible()


def add_and_place(page: Page, employer: str) -> None:
    page.get_by_role("link", name="还没有用人单位参加").click()
    page.get_by_label(employer).check()
    press(page, "加入招聘会")
    page.get_by_role("link", name="按顺序安排位置").click()
    press(page, "就这样安排")
    expect(page.get_by_text("已安排 1 个展位。")).to_be_visible()
    press(page, "撤销")
    expect(page.get_by_text("已撤销，1 个展位空了出来。")).to_be_visible()
    page.get_by_role("link", name="选位置").click()
    page.get_by_label("放在哪里").select_option("A01")
    press(page, "放在这里")
    expect(page.get_by_text("已放在 A01。")).to_be_visible()


def hand_in(office: Office) -> None:
    """The employer's part: a position with a wording that shuts people out."""
    with office.opened():
        booth = Booth.objects.get(fair__name="春季招聘会")
        make.make_position(
            booth,
            review_state=ReviewState.SUBMITTED,
            reviewed_at=None,
            requirements="身体健康",
        )


def review(page: Page) -> None:
    go_to(page, "审核")
    page.get_by_role("link", name="从第一个开始").click()
    expect(page.get_by_role("heading", name="1 处写法要留意")).to_have_count(0)
    expect(page.get_by_text("1 处写法要留意")).to_be_visible()
    press(page, "通过")
    expect(page.get_by_text("确认保留，才能通过。").first).to_be_visible()
    page.get_by_label("标出的写法我都看过，确有必要保留").check()
    press(page, "通过")
    expect(page.get_by_text("已通过审核。")).to_be_visible()


def announce(page: Page) -> None:
    page.get_by_role("link", name="工作台").first.click()
    page.get_by_role("link", name="春季招聘会").click()
    go_to(page, "公告")
    page.get_by_role("link", name="写公告").click()
    page.get_by_label("标题", exact=False).first.fill("东门有坡道")
    press(page, "先看看样子")
    expect(page.get_by_role("heading", name="大家会看到这样的公告")).to_be_visible()
    press(page, "发布公告")
    expect(page.get_by_text("公告已发布，所有人都能看到。")).to_be_visible()
    go_to(page, "概况")


def step(page: Page, label: str, done: str) -> None:
    page.get_by_role("link", name=label).click()
    press(page, label)
    expect(page.get_by_text(done)).to_be_visible()


@BOTH
def test_an_error_is_found_and_nothing_typed_is_lost(
    open_page: OpenPage, office: Office, scripts: bool
) -> None:
    page = open_page("/desk/new/begin/", user=office.boss, java_script_enabled=scripts)
    page.get_by_label("招聘会名称").fill("颠倒的招聘会")
    fill_moment(page, "什么时候开始", "2030-03-06", "09:00")
    fill_moment(page, "什么时候结束", "2030-03-05", "17:00")
    press(page, "保存并继续")
    expect(page.get_by_role("heading", name="有地方需要改")).to_be_visible()
    expect(page.get_by_label("招聘会名称")).to_have_value("颠倒的招聘会")
    page.get_by_role("link", name="什么时候结束").click()
    fill_moment(page, "什么时候结束", "2030-03-07", "17:00")
    press(page, "保存并继续")
    expect(page.get_by_text("招聘会已经建好")).to_be_visible()


def test_a_booth_is_placed_by_keyboard_alone(
    open_page: OpenPage, office: Office, django_db_blocker: Any
) -> None:
    with office.opened():
        fair = make.make_fair(office.boss.memberships.get().organiser)
        booth = make.make_booth(fair, zone=None, number=None, published_at=None)
    page = open_page(f"/desk/booths/{booth.key}/place/", user=office.boss)
    page.get_by_label("放在哪里").focus()
    page.keyboard.type("A03")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已放在 A03。")).to_be_visible()


def fill_moment(page: Page, legend: str, day: str, clock: str) -> None:
    group = page.get_by_role("group", name=legend)
    group.get_by_label("日期").fill(day)
    group.get_by_label("时间").fill(clock)


def go_to(page: Page, name: str) -> None:
    """A page of the fair; on a telephone they are folded up under the one that is open."""
    page.get_by_text("全部页面").click()
    page.get_by_role("link", name=name, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
