"""Audits that find nothing on any page find what there is to find, and read a page that stands still."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from tests.browser.audits import SOUND, Walk, audit, keyboard_walk
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


CHANGE_WHILE_READ = """() => {
    const run = axe.run;
    window.times = 0;
    axe.run = async (...given) => {
        const found = run(...given);
        times += 1;
        const heading = document.querySelector("h1");
        if (times < 3) heading.replaceWith(heading.cloneNode(true));
        return found;
    };
}"""


def test_a_page_that_changes_while_it_is_read_is_read_again(home: Page) -> None:
    assert audit(home) == SOUND
    home.evaluate(CHANGE_WHILE_READ)
    assert audit(home) == SOUND
    assert home.evaluate("times") == 3


def test_a_page_that_never_stands_still_is_told(home: Page) -> None:
    assert audit(home) == SOUND
    home.evaluate(CHANGE_WHILE_READ.replace("times < 3", "true"))
    with pytest.raises(Error, match="does not stand still"):
        audit(home)


def test_what_is_wrong_is_found(home: Page) -> None:
    home.evaluate("document.querySelector('h1').outerHTML = '<h5></h5>'")
    assert {"empty-heading", "page-has-heading-one"} <= audit(home).violations.keys()
