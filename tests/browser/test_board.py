"""An organiser watches the figures move, holds them still, and nothing is announced."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from jobfair.fairs.models import Zone
from jobfair.watch.services import make_wall_link, withdraw_wall_link
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.factories.intents import make_mutual

SIDEWAYS = """all => all.map(one => one.scrollWidth > one.clientWidth
    && getComputedStyle(one).overflowX === "auto")"""


def test_the_board_moves_by_itself_until_it_is_held(
    site: Site, open_page: OpenPage, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        position = make.make_position(make.make_booth(fair))
        boss = make.make_organiser_user(fair.organiser)
    page = open_page(f"/desk/fairs/{fair.key}/board/", user=boss)
    mutual = page.locator("[data-count=mutual_people]")
    expect(mutual).to_have_text("0")
    page.wait_for_load_state("networkidle")
    with django_db_blocker.unblock(), site.database():
        make_mutual(position)
    expect(mutual).to_have_text("1")
    expect(page.get_by_text("1 组有意向，其中 1 组双方都有。")).to_be_visible()
    page.get_by_text("每小时的数", exact=True).click()

    hold = page.get_by_role("button", name="暂停自动更新")
    hold.click()
    expect(hold).to_have_attribute("aria-pressed", "true")
    with django_db_blocker.unblock(), site.database():
        make_mutual(position)
    page.get_by_role("link", name="立即更新").click()
    expect(mutual).to_have_text("2")
    expect(page.get_by_role("cell", name=re.compile("^2$")).first).to_be_visible()
    expect(page.locator("[role=status]")).to_have_text("")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_names_of_the_curve_have_their_room(
    site: Site, open_page: OpenPage, django_db_blocker: Any, language: str
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        make_mutual(make.make_position(make.make_booth(fair)))
        boss = make.make_organiser_user(fair.organiser)
    page = open_page(f"/desk/fairs/{fair.key}/board/", user=boss, locale=language)
    drawn = page.locator(".curve svg")
    width = drawn.evaluate("svg => svg.viewBox.baseVal.width")
    names = drawn.locator(".curve__name")
    ends = names.evaluate_all("all => all.map(one => one.getBBox()).map(box => box.x + box.width)")
    assert len(ends) == 2
    assert max(ends) <= width


def test_a_wall_whose_link_was_withdrawn_shows_no_figures_any_more(
    site: Site, open_page: OpenPage, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        boss = make.make_organiser_user(fair.organiser)
        secret = make_wall_link(boss, fair=fair).secret
    page = open_page("/help/")
    page.clock.install()
    page.goto(f"/wall/{secret}/")
    expect(page.get_by_text("现场参会人次")).to_be_visible()
    page.wait_for_selector("[data-controller=poll][data-connected]", state="attached")
    with django_db_blocker.unblock(), site.database():
        withdraw_wall_link(boss, fair=fair)
    page.clock.fast_forward(5000)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这一页")


def test_names_of_the_lines_stand_above_them_on_a_telephone(
    site: Site, open_page: OpenPage, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        make_mutual(make.make_position(make.make_booth(fair)))
        boss = make.make_organiser_user(fair.organiser)
    page = open_page(f"/desk/fairs/{fair.key}/board/", user=boss, width=360)
    expect(page.locator(".curve__legend")).to_contain_text(re.compile("有意向.*达成初步意向"))
    expect(page.locator(".curve__name").first).to_be_hidden()
    assert page.locator(".curve, .load__scroll").evaluate_all(SIDEWAYS) == [False, False]


@pytest.mark.parametrize("size", ["standard", "large", "huge"])
def test_the_whole_plan_fits_a_wide_page(
    site: Site, open_page: OpenPage, django_db_blocker: Any, size: str
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        for code in "XY":
            zone = Zone.objects.create(fair=fair, code=code, name="展区")
            for number in (1, 2, 3, 4):
                make.make_booth(fair, zone=zone, number=number)
        fair.zones.update(places_per_row=4)
    page = open_page(f"/fairs/{fair.key}/map/", looks=f"size={size}", width=1280)
    assert page.locator(".plan--wide").evaluate_all(SIDEWAYS) == [False]
