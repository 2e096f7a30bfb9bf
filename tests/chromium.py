"""The one real browser of the tests: the system's Chromium, nothing downloaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from jobfair.common import chromium as system


# Playwright's synchronous interface keeps an event loop running in the thread of the tests. Whoever opens a browser
# closes it with its package, because Django's client and asynchronous tests cannot run beside it.
@contextmanager
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or system.find(), args=system.OPTIONS
        )
        yield browser
        browser.close()
