"""The scripts' own rules, in the real Chromium; each case is reported by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from tests.chromium import chromium

HERE = Path(__file__).parent
ORIGIN = "http://127.0.0.1:9"
FILES = sorted(path for path in HERE.glob("*.js") if path.name != "harness.js")
CASES = [
    (path.stem, name)
    for path in FILES
    for name in re.findall(r'^test\("([^"]+)"', path.read_text("utf-8"), re.M)
]
RUN = """async ([file, name]) => {
  const { cases } = await import("/js/harness.js");
  await import(`/js/${file}.js`);
  await cases.get(name)();
}"""


def answer(route: Route) -> None:
    """Files of ours, and nothing of anybody else's."""
    address = route.request.url.removeprefix(f"{ORIGIN}/").partition("?")[0]
    kind, _slash, name = address.partition("/")
    found = finders.find(name) if kind == "static" else HERE / name
    if not kind:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    else:
        route.fulfill(body=Path(str(found)).read_bytes(), content_type="text/javascript")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        opened = browser.new_page()
        opened.route("**/*", answer)
        yield opened


@pytest.mark.parametrize(("file", "name"), CASES)
def test_scripts(page: Page, file: str, name: str) -> None:
    page.goto(ORIGIN)  # no case hears or keeps anything of another
    page.evaluate(RUN, [file, name])


def test_every_file_has_cases() -> None:
    assert {file for file, _name in CASES} == {path.stem for path in FILES}
