"""The first visit, and everything a browser may ever have to load. Each page’s own bytes: test_accessibility."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from jobfair.web.storage import COMMENTS, NOTHING
from tests.browser.bills import (
    CHAT_SCRIPTS,
    CORE_SCRIPTS,
    FIRST_VISIT,
    FIRST_VISIT_REQUESTS,
    STATIC,
    STYLES,
    chat_scripts,
    core_scripts,
    visit,
)
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.world import World

#: Beside the three of every page: its group's and its own.
MOST_OWN_SHEETS = 2


def test_a_first_visit(open_page: OpenPage, site: Site, world: World) -> None:
    bill = visit(open_page("about:blank"), site.base_url + "/")
    assert bill.total <= FIRST_VISIT
    assert bill.requests <= FIRST_VISIT_REQUESTS


def test_the_styles_of_any_page_stay_small() -> None:
    sizes = {path.stem: len(gzip.compress(path.read_bytes())) for path in STATIC.glob("css/*.css")}
    everywhere = sum(sizes.pop(name) for name in ("tokens", "base", "components"))
    assert everywhere + sum(sorted(sizes.values())[-MOST_OWN_SHEETS:]) <= STYLES


def as_sent(script: Path) -> bytes:
    return gzip.compress(re.sub(COMMENTS, NOTHING, script.read_text("utf-8")).encode())


def test_scripts_stay_small() -> None:
    core, chat = core_scripts(), chat_scripts()
    assert core | chat == set(STATIC.glob("js/**/*.js"))
    size = {path: len(as_sent(path)) for path in core | chat}
    assert 0 < sum(size[path] for path in core) <= CORE_SCRIPTS
    assert 0 < sum(size[path] for path in chat) <= CHAT_SCRIPTS
