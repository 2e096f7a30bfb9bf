"""What scripts add: the announcer, the counter, forms that are sent once and not left by accident."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from tests.browser.bills import settle
from tests.browser.conftest import OpenPage
from tests.browser.world import World

RECORD = """() => {
    window.said = [];
    const region = document.getElementById("announce-polite");
    const note = () => region.textContent && said.push([performance.now(), region.textContent]);
    new MutationObserver(note).observe(region, { childList: true });
}"""

# Before the clock is taken over, for that empties the list of what was loaded.
FIND = """() => {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    window.announcer = loaded.find((name) => name.includes("/announce."));
}"""

ANNOUNCE = """async (texts) => {
    const { announce } = await import(announcer);
    texts.forEach((text) => announce(text));
}"""


@pytest.fixture
def listening(open_page: OpenPage) -> Page:
    """A page whose clock the test winds, and that notes what is said and when."""
    page = open_page("about:blank")
    page.goto("/preferences/")
    settle(page)
    page.evaluate(FIND)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)  # from here on time passes only as the test says
    page.evaluate(RECORD)
    return page


def said(page: Page) -> list[str]:
    return [text for _, text in page.evaluate("said")]


def test_announcements_are_five_seconds_apart(listening: Page) -> None:
    listening.evaluate(ANNOUNCE, ["一", "二", "三"])
    assert said(listening) == ["一"]
    listening.clock.run_for(4_900)
    assert said(listening) == ["一"]
    listening.clock.run_for(10_200)
    assert said(listening) == ["一", "二", "三"]
    times = [time for time, _ in listening.evaluate("said")]
    assert all(later - earlier >= 5_000 for earlier, later in pairwise(times))


def test_nothing_is_said_while_the_person_types_or_composes(listening: Page) -> None:
    listening.evaluate("document.dispatchEvent(new CompositionEvent('compositionstart'))")
    listening.evaluate(ANNOUNCE, ["一"])
    listening.clock.run_for(20_000)
    assert said(listening) == []
    listening.evaluate("document.dispatchEvent(new CompositionEvent('compositionend'))")
    listening.clock.run_for(1_000)
    assert said(listening) == []
    listening.clock.run_for(4_000)
    assert said(listening) == ["一"]


def test_quiet_says_nothing(listening: Page) -> None:
    listening.evaluate("document.documentElement.dataset.quiet = 'on'")
    listening.evaluate(ANNOUNCE, ["一"])
    listening.clock.run_for(20_000)
    assert said(listening) == []


@pytest.fixture
def counted(open_page: OpenPage, world: World) -> Page:
    page = open_page("about:blank", user=world.staff)
    page.goto("/components/")
    settle(page)
    return page


def test_the_counter_counts_and_cuts_nothing_off(counted: Page) -> None:
    area = counted.locator("textarea[data-controller=counter]").first
    line = counted.locator(".counter").first
    expect(line).to_have_text("还可以写 200 字")
    area.fill("装盒\n" * 60)
    expect(line).to_have_text("还可以写 20 字")
    area.fill("装" * 230)
    expect(line).to_have_text("多了 30 字，请删去一些")
    assert len(area.input_value()) == 230


@pytest.mark.parametrize("input_comes_last", [True, False])
def test_the_counter_waits_until_a_word_is_composed(counted: Page, input_comes_last: bool) -> None:
    line = counted.locator(".counter").first
    counted.clock.install()
    counted.evaluate(
        """() => {
            window.area = document.querySelector("textarea[data-controller=counter]");
            area.value = "zhuang";
            area.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    counted.clock.run_for(3_000)
    expect(line).to_have_text("还可以写 200 字")
    events = [
        "area.dispatchEvent(new CompositionEvent('compositionend'))",
        "area.dispatchEvent(new InputEvent('input'))",
    ]
    counted.evaluate("area.value = '装'")
    for event in events if input_comes_last else events[:1]:
        counted.evaluate(event)
    counted.clock.run_for(1_100)
    expect(line).to_have_text("还可以写 199 字")


def test_a_form_pressed_twice_is_sent_once(open_page: OpenPage, world: World) -> None:
    page = open_page("about:blank", user=world.rep)
    page.goto("/me/name/")
    settle(page)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    page.on("request", note)
    page.get_by_label("称呼").fill("林老师")
    with page.expect_navigation():
        page.evaluate(
            "document.querySelectorAll('main form button').forEach((b) => { b.click(); b.click(); })"
        )
    assert len(sent) == 1


@pytest.mark.parametrize("typed", [True, False])
def test_what_was_typed_is_not_left_by_accident(
    open_page: OpenPage, world: World, typed: bool
) -> None:
    page = open_page("about:blank", user=world.rep)
    page.goto(f"/rep/booths/{world.booth.key}/texts/")
    settle(page)
    asked: list[Any] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    if typed:
        page.locator("main textarea").first.press_sequentially("新")
    page.get_by_role("link", name="帮助", exact=True).click()
    page.wait_for_url("**/help/")
    assert asked == (["beforeunload"] if typed else [])
