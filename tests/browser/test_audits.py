"""The walk by keyboard, that finds nothing on any page, finds what there is to find."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.audits import Walk, keyboard_walk
from tests.browser.conftest import OpenPage

UNMARK = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":focus-visible { outline: none !important }");
    document.adoptedStyleSheets = [sheet];
}"""
COVER = """() => {
    const veil = document.body.appendChild(document.createElement("div"));
    veil.style.cssText = "position: fixed; inset: 0; z-index: 9999";
}"""
TURN_BACK = """() => {
    const links = document.querySelectorAll("a[href]");
    links[links.length - 2].addEventListener("focus", () => links[0].focus());
}"""


@pytest.fixture
def home(open_page: OpenPage) -> Page:
    page = open_page("/")
    assert keyboard_walk(page) == Walk(missed=[], covered=[], unmarked=[])
    return page


def test_a_control_whose_focus_does_not_show(home: Page) -> None:
    home.evaluate(UNMARK)
    assert keyboard_walk(home).unmarked


def test_a_control_that_lies_under_something(home: Page) -> None:
    home.evaluate(COVER)
    assert keyboard_walk(home).covered


def test_a_control_that_is_never_met(home: Page) -> None:
    home.evaluate(TURN_BACK)
    assert keyboard_walk(home).missed
