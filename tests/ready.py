"""An empty, migrated database and the collected static files: made once for all processes of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import environment, manage


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run alone, the same for each of its workers."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, filled by the first who asks for it; the others wait for that."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(folder)
    return folder


def migrated(folder: Path) -> None:
    """Fill a data folder with a database that is up to date and empty."""
    _done("migrate", "--verbosity", "0", "--skip-checks", env=environment(folder))


def collected(folder: Path) -> None:
    """Build the static files, named by what is in them, in `static` of a data folder."""
    env = environment(folder, DJANGO_SETTINGS_MODULE="tests.browser.site_settings")
    del env["JOBFAIR_TESTING"]
    _done("build", env=env)


def _done(*arguments: str, env: dict[str, str]) -> None:
    done = manage(*arguments, env=env)
    assert done.returncode == 0, done.stderr
