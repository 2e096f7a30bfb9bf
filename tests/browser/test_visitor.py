"""A visitor's way through a fair, with scripts and without, and what it costs at a real size."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobfair.fairs.models import Fair
from tests import factories as make
from tests.browser.audits import SOUND, audit, faults
from tests.browser.bills import settle, visit
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.world import World

KB = 1024
scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@scripts
def test_from_the_door_to_a_kept_position(open_page: OpenPage, world: World, scripts: bool) -> None:
    page = open_page("/", java_script_enabled=scripts)
    # By name: other journeys open fairs of their own on the same site.
    page.get_by_role("link", name=re.compile(f"^进入展厅.*{world.fair.name}$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("展厅")
    page.get_by_role("searchbox").fill("bzy")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("#result")).to_contain_text("找到 1 家用人单位")
    page.get_by_text(re.compile("^按条件筛选")).click()
    page.get_by_label("以坐为主").check()
    page.get_by_role("button", name="看结果").click()
    expect(page.get_by_role("link", name=re.compile("去掉条件：.*以坐为主"))).to_be_visible()
    page.get_by_role("link", name=world.employer.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(world.employer.name)
    page.get_by_role("button", name=re.compile(f"^收藏.*{world.position.title}")).click()
    expect(page.get_by_role("link", name="我的收藏（1）")).to_be_visible()
    page.get_by_role("link", name=world.position.title, exact=True).first.click()
    expect(page.get_by_role("heading", name="一看就懂")).to_be_visible()
    page.get_by_role("link", name="我的收藏（1）").click()
    page.get_by_role("button", name=re.compile(f"^已收藏.*{world.position.title}")).click()
    expect(page.get_by_text("还没有收藏")).to_be_visible()
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(page.get_by_role("link", name=world.position.title, exact=True)).to_be_visible()


@scripts
def test_back_to_the_hall_with_the_same_conditions(
    open_page: OpenPage, world: World, scripts: bool
) -> None:
    address = f"/fairs/{world.fair.key}/hall/?q=bzy&posture=sitting"
    page = open_page(address, java_script_enabled=scripts)
    page.get_by_role("link", name=world.employer.name, exact=True).click()
    page.get_by_role("link", name="回到展厅").click()
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


@scripts
def test_one_question_at_a_time(open_page: OpenPage, world: World, scripts: bool) -> None:
    page = open_page(
        f"/fairs/{world.fair.key}/steps/", looks="simple=on", java_script_enabled=scripts
    )
    for question in (
        "您想怎样工作？",
        "您愿意打电话吗？",
        "您想在哪里上班？",
        "您想在哪个区上班？",
    ):
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        page.get_by_role("link", name="都可以").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("展厅")
    expect(page.get_by_role("link", name="平面图")).to_be_hidden()


def test_the_map_is_walked_by_keyboard_and_leads_to_a_booth(
    open_page: OpenPage, world: World
) -> None:
    page = open_page(f"/fairs/{world.fair.key}/map/")
    page.get_by_role("region", name="平面图，可以左右移动").focus()
    page.keyboard.press("Tab")
    booth = page.locator(".plan a").first
    expect(booth).to_be_focused()
    assert "，" in (booth.get_attribute("aria-label") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(world.employer.name)


def test_the_plan_grows_with_the_letters(open_page: OpenPage, world: World) -> None:
    def width(looks: str) -> float:
        page = open_page(f"/fairs/{world.fair.key}/map/?zone=A", looks=looks, width=900)
        return float(page.locator(".plan svg").evaluate("e => e.getBoundingClientRect().width"))

    assert width("size=large") == pytest.approx(1.25 * width(""), rel=0.01)


def test_the_open_filters_are_for_everybody(open_page: OpenPage, world: World) -> None:
    page = open_page(f"/fairs/{world.fair.key}/hall/?posture=sitting")
    page.get_by_text(re.compile("^按条件筛选")).click()
    assert faults(page) == {}


def test_a_filled_shortlist_with_its_undo_pleases_axe(open_page: OpenPage, world: World) -> None:
    page = open_page(f"/positions/{world.position.key}/")
    page.get_by_role("button", name=re.compile("^收藏")).click()
    page.goto("/shortlist/")
    assert faults(page) == {}
    page.get_by_role("button", name=re.compile("^已收藏")).click()
    expect(page.get_by_role("button", name=re.compile("^撤销"))).to_be_visible()
    assert faults(page) == {}


def test_on_paper_the_facts_stay_and_the_controls_go(open_page: OpenPage, world: World) -> None:
    page = open_page(f"/positions/{world.position.key}/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="一看就懂")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^收藏"))).to_be_hidden()
    page.goto(f"/fairs/{world.fair.key}/hall/")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_text(world.employer.name)).to_be_visible()


# At a real size


@pytest.fixture(scope="module")
def city_fair(site: Site, world: World, django_db_blocker: Any) -> Fair:
    """Thirty booths in four zones, a hundred positions: the size of a city's fair."""
    with django_db_blocker.unblock(), site.database():
        return _city_fair(world)


def _city_fair(world: World) -> Fair:
    fair = make.make_open_fair(world.organiser)
    fair.zones.all().delete()
    zones = [fair.zones.create(code=code, name="制造与仓储", rows=2) for code in "ABCD"]
    for number in range(30):
        employer = make.make_employer(
            world.organiser,
            name=f"白鹭洲第{number}精密电子有限公司",
            intro=f"第{number}家，" + "我们备好了便利。" * 6,
        )
        booth = make.make_booth(fair, employer, zone=zones[number % 4], number=number // 4 + 1)
        for kind in range(3 if number % 3 else 4):
            job = number * 4 + kind
            make.make_position(
                booth, title=f"第{job}号装配工", job_type=f"工种{job % 44}", district=f"{job % 6}区"
            )
    return fair


def paths(fair: Fair) -> list[str]:
    hall = f"/fairs/{fair.key}/"
    booth = fair.booths.first()
    assert booth is not None
    position = booth.positions.first()
    assert position is not None
    return [
        hall, f"{hall}hall/", f"{hall}hall/?view=positions", f"{hall}hall/?q=zpg&posture=sitting", f"{hall}map/",
        f"{hall}map/?zone=A", f"/booths/{booth.key}/", f"/positions/{position.key}/", "/search/?q=zpg",
    ]  # fmt: skip


def test_every_page_of_a_citys_fair_keeps_its_budget(
    open_page: OpenPage, site: Site, city_fair: Fair, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        addresses = paths(city_fair)
    page: Page = open_page("/")
    settle(page)
    for address in addresses:
        bill = visit(page, site.base_url + address)
        assert bill.bytes_by_kind["document"] <= 14 * KB, address
        assert bill.total <= 15 * KB, address
        assert bill.requests <= 8, address


def test_a_first_visit_to_the_hall(open_page: OpenPage, site: Site, city_fair: Fair) -> None:
    bill = visit(open_page("about:blank"), f"{site.base_url}/fairs/{city_fair.key}/hall/")
    assert bill.total <= 60 * KB
    assert bill.requests <= 8


@pytest.mark.parametrize("path", ["hall/", "hall/?view=positions", "map/"])
def test_a_full_hall_at_every_size(open_page: OpenPage, city_fair: Fair, path: str) -> None:
    page = open_page(f"/fairs/{city_fair.key}/{path}", width=360, looks="size=huge")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert audit(page) == SOUND
