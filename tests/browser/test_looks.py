"""Preferences in a real browser: with scripts, without, in forced colours, on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.bills import settle
from tests.browser.conftest import OpenPage
from tests.browser.world import World

COLOURS = """() => {
    const style = getComputedStyle(document.body);
    return [style.backgroundColor, style.color];
}"""


def size_of_letters(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).fontSize"))


def test_without_scripts_a_press_changes_every_page(open_page: OpenPage) -> None:
    page = open_page("/help/", java_script_enabled=False)
    page.get_by_role("button", name="大字", exact=True).click()
    expect(page).to_have_url(re.compile("/help/$"))
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.goto("/accessibility/")
    expect(page.locator("html")).to_have_attribute("data-size", "large")


def test_with_scripts_nothing_is_loaded_and_nothing_typed_is_lost(open_page: OpenPage) -> None:
    page = open_page("/preferences/")
    settle(page)
    page.get_by_role("group", name="语言").get_by_label("English").check()
    with page.expect_response("**/preferences/set/"):
        page.get_by_role("button", name="大字", exact=True).click()
    expect(page.get_by_role("group", name="语言").get_by_label("English")).to_be_checked()
    assert size_of_letters(page) == "20px"
    page.goto("/help/")
    assert size_of_letters(page) == "20px"
    expect(page.get_by_role("button", name="大字", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_pressing_twice_is_as_before(open_page: OpenPage) -> None:
    page = open_page("/help/")
    settle(page)
    button = page.get_by_role("button", name="高对比")
    for pressed in ("true", "false"):
        with page.expect_response("**/preferences/set/"):
            button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
    page.reload()
    expect(page.get_by_role("button", name="高对比")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_dark_of_the_system_is_followed_until_light_is_chosen(open_page: OpenPage) -> None:
    page = open_page("/help/", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 20, 24)"
    page.goto("/preferences/set/?theme=light&next=/help/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_controls_are_large_and_larger_when_asked(open_page: OpenPage) -> None:
    for looks, least in (("", 48), ("size=large", 60), ("simple=on", 60)):
        page = open_page("/preferences/", looks=looks)
        heights = page.evaluate(
            "[...document.querySelectorAll('.button, .choice, .prefs__button')]"
            ".map((e) => e.getBoundingClientRect().height)"
        )
        assert min(heights) >= least


def test_focus_keeps_its_outline_in_forced_colours(open_page: OpenPage) -> None:
    page = open_page("/help/", forced_colors="active")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_paper_carries_the_text_and_not_the_controls(open_page: OpenPage) -> None:
    page = open_page("/help/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for selector in (".prefs", ".site-nav", ".crumbs", ".help-link"):
        expect(page.locator(selector)).to_be_hidden()


def test_paper_is_white_whatever_the_screen_was(open_page: OpenPage) -> None:
    for looks in ("", "theme=dark", "contrast=on"):
        page = open_page("/help/", looks=looks)
        page.emulate_media(media="print")
        assert page.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_lost_connection_is_told_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("/help/")
    settle(page)
    page.context.set_offline(True)
    expect(page.locator(".connection")).to_contain_text("网络断了")
    page.context.set_offline(False)
    expect(page.locator(".connection")).to_be_hidden()


def test_a_person_on_the_doors_list_takes_few_lines_of_a_telephone(
    open_page: OpenPage, world: World
) -> None:
    page = open_page(
        f"/desk/fairs/{world.fair.key}/attendance/", user=world.organiser_user, width=360
    )
    row = page.locator("tbody tr").first
    heights = row.evaluate(
        "row => [row.clientHeight, parseFloat(getComputedStyle(row).lineHeight)]"
    )
    assert heights[0] <= 3.5 * heights[1]
    expect(row).to_contain_text(re.compile("到了|已到"))


def test_what_narrows_the_desks_list_stands_side_by_side(open_page: OpenPage, world: World) -> None:
    page = open_page(f"/desk/fairs/{world.fair.key}/booths/", user=world.organiser_user, width=1280)
    tops = (
        page.get_by_role("navigation", name="只看")
        .locator("a")
        .evaluate_all("all => all.map(one => one.offsetTop)")
    )
    assert len(tops) > 1
    assert len(set(tops)) == 1
