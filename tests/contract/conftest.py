from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.stage import Stage

MOST_PEOPLE = 2


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def stages(browser: Browser) -> Iterator[list[Stage]]:
    opened = [Stage(browser) for _ in range(MOST_PEOPLE)]
    yield opened
    for stage in opened:
        stage.close()


@pytest.fixture
def stage_for(stages: list[Stage], db: None) -> Iterator[Callable[[Any], Stage]]:
    """`stage_for(user)`: a page of that person, without any server."""
    free = list(stages)
    taken: list[Stage] = []

    def enter(user: Any) -> Stage:
        taken.append(free.pop())
        taken[-1].enter(user)
        return taken[-1]

    yield enter
    for stage in taken:
        stage.leave()
