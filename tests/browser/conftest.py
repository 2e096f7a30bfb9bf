"""A real server, Debian's Chromium, and pages signed in as anybody."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from jobfair.web.preferences import COOKIE
from tests import ready
from tests.browser.site import Site
from tests.browser.world import World, build_world
from tests.chromium import chromium

PATIENCE = 15_000  # milliseconds for anything a page is asked to do

OpenPage = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the static files as they are served; to be copied."""
    return ready.made_once(ready.shared_folder(tmp_path_factory) / "collected", ready.collected)


@pytest.fixture(scope="session")
def site(
    migrated: Path, collected: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    for ready_made in (migrated, collected):
        shutil.copytree(ready_made, folder, dirs_exist_ok=True)
    running = Site(folder)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def world(site: Site, browser: Browser, django_db_blocker: Any) -> World:
    """One fair with everything in it, and a person of every role."""
    with django_db_blocker.unblock(), site.database():
        return build_world()


def open_context(
    browser: Browser,
    site: Site,
    *,
    user: Any = None,
    looks: str = "",
    width: int = 1280,
    **options: Any,
) -> BrowserContext:
    """A browser profile of its own, signed in as ``user``; needs the database for that."""
    options.setdefault("locale", "zh-CN")
    context = browser.new_context(
        base_url=site.base_url, viewport={"width": width, "height": 800}, **options
    )
    context.set_default_timeout(PATIENCE)
    cookies = {COOKIE: looks} if looks else {}
    if user is not None:
        cookies["sessionid"] = site.session_of(user)
    context.add_cookies([{"name": n, "value": v, "url": site.base_url} for n, v in cookies.items()])
    return context


@pytest.fixture
def open_page(site: Site, browser: Browser, django_db_blocker: Any) -> Iterator[OpenPage]:
    """``open_page(path, user=…, looks="size=large", width=360, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def open_(path: str, **options: Any) -> Page:
        with django_db_blocker.unblock():
            contexts.append(open_context(browser, site, **options))
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
