"""What matters most of a talk, on the server that the other tests are not run by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import served
from tests.browser.site import Site
from tests.browser.talking import Talk
from tests.browser.test_talk import (  # noqa: F401 - run once more here
    test_a_line_lost_in_mid_send_loses_and_doubles_nothing,
    test_a_picture_goes_with_words_about_it_and_shows_at_once,
    test_each_sees_that_the_other_writes_and_hears_nothing_of_it,
    test_what_one_writes_the_other_reads_at_once,
    test_without_scripts_the_whole_talk_is_forms,
)
from tests.servers import OTHER


@pytest.fixture(scope="module")
def site(
    migrated: Path, collected: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("other")
    with served(folder, migrated, collected, server=OTHER) as running:
        yield running


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)
