"""Bytes on the wire and requests, as a browser with an empty cache counts them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.test_accessibility import PAGES, PageUnderTest
from tests.browser.world import World

KB = 1024
STATIC = Path(__file__).parents[2] / "static"

HTML_LIMIT = 14 * KB
CSS_LIMIT = 14 * KB
CORE_SCRIPTS_LIMIT = 24 * KB
FIRST_VISIT_LIMIT = 60 * KB
FIRST_VISIT_REQUESTS = 8
FURTHER_PAGE_LIMIT = 15 * KB

# For builders only; it holds everything at once.
UNLIMITED = {"components"}


@dataclass
class Bill:
    """What loading cost: answers by kind, in bytes of their bodies as sent."""

    bytes_by_kind: dict[str, int]
    requests: int
    hosts: set[str]

    @property
    def total(self) -> int:
        return sum(self.bytes_by_kind.values())


def visit(page: Page, url: str) -> Bill:
    """Open an address and wait until nothing more is loaded."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    bill = Bill({}, 0, set())
    for answer in answers:
        if answer.url.startswith("data:"):
            continue
        kind = answer.request.resource_type
        size = max(0, answer.request.sizes()["responseBodySize"])  # below nought: from the cache
        bill.bytes_by_kind[kind] = bill.bytes_by_kind.get(kind, 0) + size
        bill.requests += 1
        bill.hosts.add(answer.url.split("/")[2])
    return bill


limited = pytest.mark.parametrize(
    "under_test",
    [p for p in PAGES if p.name not in UNLIMITED],
    ids=lambda under_test: under_test.name,
)


@limited
def test_a_page_keeps_its_budget(
    under_test: PageUnderTest, open_page: OpenPage, world: World, site: Site
) -> None:
    page = open_page("about:blank", user=world.person(under_test.role))
    bill = visit(page, site.base_url + under_test.path(world))
    assert bill.bytes_by_kind["document"] <= HTML_LIMIT
    assert bill.bytes_by_kind["stylesheet"] <= CSS_LIMIT
    assert bill.bytes_by_kind["script"] <= CORE_SCRIPTS_LIMIT
    assert bill.hosts == {site.base_url.split("/")[2]}


def test_a_first_visit(open_page: OpenPage, site: Site, world: World) -> None:
    bill = visit(open_page("about:blank"), site.base_url + "/")
    assert bill.total <= FIRST_VISIT_LIMIT
    assert bill.requests <= FIRST_VISIT_REQUESTS


@limited
def test_a_further_page(
    under_test: PageUnderTest, open_page: OpenPage, world: World, site: Site
) -> None:
    page = open_page("/", user=world.person(under_test.role))
    page.wait_for_load_state("networkidle")
    bill = visit(page, site.base_url + under_test.path(world))
    assert bill.total <= FURTHER_PAGE_LIMIT


def test_all_styles_together_stay_small() -> None:
    sizes = [len(gzip.compress(path.read_bytes())) for path in STATIC.glob("css/*.css")]
    assert 0 < sum(sizes) <= CSS_LIMIT


def test_all_core_scripts_together_stay_small() -> None:
    sizes = [len(gzip.compress(path.read_bytes())) for path in STATIC.glob("js/**/*.js")]
    assert 0 < sum(sizes) <= CORE_SCRIPTS_LIMIT
