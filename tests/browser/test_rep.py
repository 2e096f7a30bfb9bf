"""A rep prepares a booth from nothing to published, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobfair.accounts.models import User
from jobfair.booths import services
from jobfair.booths.models import Booth, Position
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site

TYPED = {
    "岗位名称": "饼干包装员",
    "工种": "包装工",
    "招聘人数": "２",
    "工作所在区": "思明区",
    "工作时间": "周一到周五，上午 9 点到下午 5 点",
    "工作内容": "把饼干装进盒子。贴标签。",
    "最低薪资": "3,000 元",
    "最高薪资": "4000",
}
CHOSEN = {"姿势": "以坐为主", "打电话": "不用打电话", "环境声音": "安静"}


@dataclass(frozen=True)
class Stage:
    """A booth with nothing in it at an open fair, and who may do something about it."""

    booth: Booth
    rep: User
    boss: User
    database: Any

    def opened(self) -> AbstractContextManager[None]:
        context: AbstractContextManager[None] = self.database()
        return context


@pytest.fixture
def stage(site: Site, world: object, django_db_blocker: Any) -> Stage:
    @contextmanager
    def database() -> Iterator[None]:
        with django_db_blocker.unblock(), site.database():
            yield

    with database():
        organiser = make.make_organiser()
        employer = make.make_employer(organiser)
        fair = make.make_open_fair(organiser)
        booth = make.make_booth(fair, employer, zone=None, number=None, published_at=None)
        booth.sessions.clear()
        return Stage(
            booth,
            make.make_rep(employer, name="林小红"),
            make.make_organiser_user(organiser),
            database,
        )


def fill_position(page: Page) -> None:
    for label, text in TYPED.items():
        page.get_by_label(label).first.fill(text)
    for label, choice in CHOSEN.items():
        page.get_by_label(label).first.select_option(label=choice)
    page.get_by_label("有人带教").check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_booth_from_nothing_to_open(open_page: OpenPage, stage: Stage, scripts: bool) -> None:
    page = open_page("/rep/", user=stage.rep, width=360, java_script_enabled=scripts)
    expect(page.get_by_text("还差 4 项就可以发布")).to_be_visible()
    page.get_by_role("link", name=stage.booth.fair.name).click()

    page.get_by_role("link", name="至少添加一个岗位。").click()
    page.get_by_role("link", name="添加岗位").click()
    fill_position(page)
    press(page, "按上面填的写草稿")
    expect(page.get_by_label("做什么").first).to_have_value("把饼干装进盒子")
    expect(page.get_by_label("多少钱").first).to_have_value("每月 3000 到 4000 元")
    press(page, "保存并提交审核")
    expect(page.get_by_text("等主办方审核，通过后公开。")).to_be_visible()
    approve(stage)

    page.goto(f"/rep/booths/{stage.booth.key}/")
    page.get_by_role("link", name="选择您承诺在场的场次。").click()
    page.get_by_role("checkbox").first.check()
    press(page, "保存")
    page.get_by_role("link", name="至少安排一位招聘人员。").click()
    page.get_by_label("林小红").check()
    press(page, "保存")
    page.get_by_role("link", name="发布展位").click()
    press(page, "发布")
    expect(page.get_by_text("展位已发布。求职者现在能在展位列表里看到它。")).to_be_visible()

    page.get_by_role("link", name="改在场状态").click()
    press(page, "我们在展位")
    expect(
        page.get_by_role("heading", name="求职者现在看到：“现在有招聘人员，有空”")
    ).to_be_visible()
    with stage.opened():
        assert Booth.objects.public().get(pk=stage.booth.pk).is_staffed()
        assert Position.objects.public().get(booth=stage.booth).title == "饼干包装员"


def approve(stage: Stage) -> None:
    with stage.opened():
        services.approve_position(stage.boss, position=stage.booth.positions.get())
        zone = stage.booth.fair.zones.get()
        services.place_booth(stage.boss, booth=stage.booth, zone=zone, number=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_was_typed_outlives_the_session(
    open_page: OpenPage, stage: Stage, site: Site, scripts: bool, django_db_blocker: Any
) -> None:
    address = f"/rep/booths/{stage.booth.key}/positions/add/"
    page = open_page(address, user=stage.rep, java_script_enabled=scripts)
    fill_position(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page).to_have_url(f"{site.base_url}/accounts/login/?next={address}")

    with stage.opened():
        sign_in(page, stage.rep)
    page.goto(address)
    expect(page.get_by_text("您刚才填的内容还在，还没有保存")).to_be_visible()
    expect(page.get_by_label("工作内容").first).to_have_value(TYPED["工作内容"])
    expect(page.get_by_label("有人带教")).to_be_checked()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", name="饼干包装员", level=1)).to_be_visible()


def sign_in(page: Page, user: User) -> None:
    """Turn the visitor's session into the person's, as signing in does."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from jobfair.accounts.sessions import SessionStore

    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    session = SessionStore(cookies["sessionid"])
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()


def test_a_limit_is_counted_while_typing(open_page: OpenPage, stage: Stage) -> None:
    page = open_page(f"/rep/booths/{stage.booth.key}/positions/add/", user=stage.rep)
    page.get_by_label("做什么").first.fill("把饼干装进盒子")
    expect(page.get_by_text("还可以写 113 字")).to_be_visible()


def test_a_position_is_added_by_keyboard_alone(open_page: OpenPage, stage: Stage) -> None:
    page = open_page(f"/rep/booths/{stage.booth.key}/positions/add/", user=stage.rep)
    page.get_by_label("岗位名称").first.focus()
    page.keyboard.type("理货员")
    page.keyboard.press("Tab")
    page.keyboard.type("理货")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="理货员", level=1)).to_be_visible()
    expect(page.get_by_text("已保存。")).to_be_visible()
