"""What every test may rely on."""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.utils.translation import deactivate

from jobfair.ops import translations
from tests import ready
from tests.postgres import Postgres
from tests.sharing import Sharing

#: Each process of a run reads the same thousand modules: what one has compiled serves the others and
#: the next run, also where the environment says that nothing is to be written.
sys.dont_write_bytecode = False

#: What is loaded and collected stays to the end; looking through it finds nothing to be thrown away.
gc.disable()
#: As many things are made between two looks; by Python's own seven hundred every page takes several.
MADE_BETWEEN_LOOKS = 20_000

#: Tables to which rows are only added; a test that commits empties them behind their guards' backs.
ADDED_TO = ("outcomes_followup", "intents_entry", "chat_stopstep")
GUARDS = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {ADDED_TO}"


EVERY_PAGE = "--every-page"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        EVERY_PAGE, action="store_true", help="audit all pages, not a few of each kind"
    )


def pytest_configure() -> None:
    """English pages are tested too, however pytest was started.

    And servers end at Ctrl-C, which whatever a shell runs in the background is made to ignore.
    """
    translations.compile_stale()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """From here on what goes away is collected, and what stays is not looked through."""
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN_LOOKS)
    gc.enable()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing | None:
    """Each worker has a browser of its own; what is set up once is used by one of them."""
    return Sharing(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database is up to date and empty; to be copied, never written to."""
    kept = ready.kept_or_shared_folder(pytestconfig, tmp_path_factory)
    folder = ready.made_once(kept / ready.shape(), ready.migrated)
    os.utime(folder)
    return folder


@pytest.fixture
def empty_database(migrated: Path, tmp_path: Path) -> str:
    """The address of a database of one test's own for a command that fills what it is given."""
    own = shutil.copyfile(migrated / "jobfair.sqlite3", tmp_path / "own.sqlite3")
    return f"sqlite:///{own}"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> bool:
    """SQLite's test database is there already when it is set up; another's where that is said."""
    if connection.vendor != "sqlite":
        return bool(request.config.getvalue("reuse_db"))
    ready_made = request.getfixturevalue("migrated") / "jobfair.sqlite3"
    shutil.copyfile(ready_made, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What one test made the process keep, the next must not find."""
    caches["fragments"].clear()
    deactivate()  # the language of the last page asked for


@pytest.fixture(scope="module")
def beneath(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[..., Any]]:
    """`beneath(make)`: what `make` returns stands in the database below all tests of a module.

    Each of them takes a deep copy of it, and what a test stores is undone as ever.
    """
    around = transaction.atomic()

    def made(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return make()

    made(around.__enter__)
    yield made
    made(lambda: transaction.set_rollback(True))
    made(lambda: around.__exit__(None, None, None))


@pytest.fixture
def kept_database(transactional_db: None) -> Iterator[None]:
    """A database with real commits, whose ledgers let themselves be emptied once the test is over."""
    yield
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(GUARDS)
            guards = cursor.fetchall()
            before = [f"DROP TRIGGER {name}" for name, _sql in guards]
            after = [sql for _name, sql in guards]
        else:
            before, after = ["SET LOCAL session_replication_role = replica"], []
        for statement in [*before, *(f"DELETE FROM {table}" for table in ADDED_TO), *after]:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server of this run's own, one for all of its processes."""
    with Postgres.of_run(testrun_uid, ready.shared_folder(tmp_path_factory)) as server:
        yield server
