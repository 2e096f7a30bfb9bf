from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.stage import Stage


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def stage_for(browser: Browser, db: None) -> Iterator[Callable[[Any], Stage]]:
    """`stage_for(user)`: a page of that person, without any server."""
    stages: list[Stage] = []

    def open_(user: Any) -> Stage:
        stages.append(Stage(browser, user))
        return stages[-1]

    yield open_
    for stage in stages:
        stage.close()
