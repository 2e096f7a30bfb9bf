"""The first visit, and everything a browser may ever have to load. Each page’s own bytes: test_accessibility."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.browser.bills import (
    CORE_SCRIPTS,
    FIRST_VISIT,
    FIRST_VISIT_REQUESTS,
    STYLES,
    visit,
)
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.world import World

#: Beside the three of every page: its group's and its own.
MOST_OWN_SHEETS = 2
STATIC = Path(__file__).parents[2] / "static"


def test_a_first_visit(open_page: OpenPage, site: Site, world: World) -> None:
    bill = visit(open_page("about:blank"), site.base_url + "/")
    assert bill.total <= FIRST_VISIT
    assert bill.requests <= FIRST_VISIT_REQUESTS


def test_the_styles_of_any_page_stay_small() -> None:
    sizes = {path.stem: len(gzip.compress(path.read_bytes())) for path in STATIC.glob("css/*.css")}
    everywhere = sum(sizes.pop(name) for name in ("tokens", "base", "components"))
    assert everywhere + sum(sorted(sizes.values())[-MOST_OWN_SHEETS:]) <= STYLES


def test_all_core_scripts_together_stay_small() -> None:
    sizes = [len(gzip.compress(path.read_bytes())) for path in STATIC.glob("js/**/*.js")]
    assert 0 < sum(sizes) <= CORE_SCRIPTS
