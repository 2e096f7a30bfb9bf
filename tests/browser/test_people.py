"""Coming in, as people do: with a code, with and without scripts, invited or not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audits import faults
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.world import World

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])


def last_mail_to(site: Site, address: str) -> str:
    """What the server last sent to an address."""
    folder: Path = site.folder / "mail"
    letters = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    texts = [path.read_bytes().decode("utf-8", "replace") for path in letters]
    return next(text for text in reversed(texts) if f"To: {address}" in text)


def code_sent_to(site: Site, address: str) -> str:
    from email import message_from_string

    letter = message_from_string(last_mail_to(site, address))
    body = letter.get_payload(decode=True).decode("utf-8")
    return re.search(r"\d{6}", body).group()


def sign_up(page: Page, site: Site, name: str, address: str) -> None:
    page.get_by_label("称呼").fill(name)
    page.get_by_label("电子邮箱或手机号").fill(address)
    page.get_by_role("button", name="注册并发送验证码").click()
    page.get_by_label("验证码").fill(code_sent_to(site, address))
    page.get_by_role("button", name="确定").click()


@WITH_AND_WITHOUT_SCRIPTS
def test_a_new_person_signs_up_out_and_in_again(open_page: OpenPage, site: Site, scripts: bool):
    address = f"new-{scripts}@example.org".lower()
    page = open_page("/accounts/signup/?next=/me/", java_script_enabled=scripts, width=360)
    sign_up(page, site, "小林", address)
    expect(page.get_by_role("heading", level=1)).to_have_text("我的页面")
    page.get_by_role("link", name="退出登录").click()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/me/")
    page.get_by_label("电子邮箱或手机号").fill(address)
    page.get_by_role("button", name="发送验证码").click()
    code = code_sent_to(site, address)
    page.get_by_label("验证码").fill(f" {code[:3]} {code[3:]} ")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的页面")


@WITH_AND_WITHOUT_SCRIPTS
def test_what_was_typed_comes_along_to_the_password(open_page: OpenPage, scripts: bool):
    page = open_page("/accounts/login/", java_script_enabled=scripts)
    page.get_by_label("电子邮箱或手机号").fill("lin@example.org")
    page.get_by_role("button", name="改用密码登录").click()
    expect(page.get_by_label("电子邮箱或手机号")).to_have_value("lin@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("用密码登录")


@WITH_AND_WITHOUT_SCRIPTS
def test_a_rep_invites_a_colleague_who_signs_up_and_works(
    open_page: OpenPage, site: Site, world: World, scripts: bool
):
    people = f"/employers/{world.employer.key}/people/"
    page = open_page(people, user=world.rep, java_script_enabled=scripts)
    page.get_by_role("button", name="做一个邀请链接").click()
    link = page.get_by_label("邀请链接", exact=True).input_value()
    newcomer = open_page(link.removeprefix(site.base_url), java_script_enabled=scripts, width=360)
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text(world.employer.name)
    newcomer.get_by_role("link", name="没有账号，注册").click()
    sign_up(newcomer, site, "新同事", f"colleague-{scripts}@example.org".lower())
    newcomer.get_by_role("button", name="接受邀请").click()
    expect(newcomer).to_have_url(f"{site.base_url}/rep/")
    page.goto(people)
    expect(page.get_by_role("row", name="新同事").first).to_be_visible()


def test_a_new_co_organiser_is_invited_and_comes_to_help(
    open_page: OpenPage, site: Site, world: World
):
    people = f"/desk/fairs/{world.fair.key}/people/"
    page = open_page(people, user=world.organiser_user, java_script_enabled=False, width=360)
    page.get_by_role("link", name=re.compile("添加一个新单位")).click()
    page.get_by_label("单位名称").fill("浏览器市人社局")
    page.get_by_role("button", name="添加并发邀请").click()
    page.get_by_role("link", name=re.compile("第一位负责人")).click()
    page.get_by_label("第一位负责人").fill("partner@example.org")
    page.get_by_role("button", name="添加并发邀请").click()
    expect(page.get_by_text("已经发到 partner@example.org")).to_be_visible()
    link = page.get_by_label("邀请链接", exact=True).input_value()
    newcomer = open_page(link.removeprefix(site.base_url), java_script_enabled=False)
    newcomer.get_by_role("link", name="没有账号，注册").click()
    sign_up(newcomer, site, "江平", "partner@example.org")
    newcomer.get_by_role("button", name="接受邀请").click()
    newcomer.goto(f"/desk/fairs/{world.fair.key}/")
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text(world.fair.name)
    page.goto(people)
    expect(page.get_by_role("row", name="浏览器市人社局")).to_contain_text("已有负责人")


def test_a_password_can_be_shown_while_it_is_typed(open_page: OpenPage):
    page = open_page("/accounts/login/password/")
    field = page.get_by_label("密码", exact=True)
    field.fill("纸盒与星星 42")
    page.get_by_role("button", name="显示密码").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="隐藏密码").click()
    expect(field).to_have_attribute("type", "password")


def test_the_pages_on_the_way_are_for_everybody(open_page: OpenPage, site: Site, world: World):
    page = open_page("/accounts/login/", width=360)
    page.get_by_label("电子邮箱或手机号").fill("way@example.org")
    page.get_by_role("button", name="发送验证码").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("填写验证码")
    assert faults(page) == {}
    page.get_by_label("验证码").fill("1")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("还可以再试 4 次")).to_be_visible()
    assert faults(page) == {}
    page = open_page(f"/employers/{world.employer.key}/people/", user=world.rep)
    page.get_by_role("button", name="做一个邀请链接").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("邀请链接做好了")
    assert faults(page) == {}
