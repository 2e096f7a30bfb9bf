"""What every test may rely on."""

from pathlib import Path

import pytest

from jobfair.ops import translations

HERE = Path(__file__).parent


def pytest_configure() -> None:
    """English pages are tested too, however pytest was started."""
    translations.compile_stale()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all tests that drive a browser on one worker: two browsers starve each other."""
    for item in items:
        if item.path.is_relative_to(HERE / "browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
