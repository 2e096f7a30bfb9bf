"""An empty, migrated database and the collected static files: made once for all processes of a run.

The database is kept for the next runs too, for as long as nothing changes that says what it holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from jobfair.bootstrap import ROOT
from tests.servers import environment, manage

#: Every file by which a migrated database may come out otherwise.
WHAT_SHAPES_IT = (
    "jobfair/**/migrations/*.py",
    "jobfair/**/models.py",
    "jobfair/**/models/*.py",
    "jobfair/common/*.py",
    "jobfair/settings.py",
    "requirements/dev.txt",
)
SECONDS_KEPT_UNUSED = 24 * 60 * 60


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


def kept_or_shared_folder(config: pytest.Config, factory: pytest.TempPathFactory) -> Path:
    """A folder that outlives the run, where pytest keeps any; without what nobody used for a day."""
    cache: pytest.Cache | None = getattr(config, "cache", None)
    if cache is None:
        return shared_folder(factory)
    kept = cache.mkdir("migrated")
    for folder in kept.iterdir():
        with suppress(FileNotFoundError):  # another process of the run tidies up as well
            if folder.is_dir() and folder.stat().st_mtime < time.time() - SECONDS_KEPT_UNUSED:
                shutil.rmtree(folder)
    return kept


def shape() -> str:
    """What a migrated database will be like, as a name."""
    found = sha256()
    for path in sorted(path for pattern in WHAT_SHAPES_IT for path in ROOT.glob(pattern)):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:32]


def migrated(folder: Path, **more: str) -> None:
    """Fill a data folder, or the database that is named, with tables that are up to date and empty."""
    _done("migrate", "--verbosity", "0", "--skip-checks", env=environment(folder, **more))


def collected(folder: Path) -> None:
    """Build the static files, named by what is in them, in `static` of a data folder."""
    env = environment(folder, DJANGO_SETTINGS_MODULE="tests.browser.site_settings")
    del env["JOBFAIR_TESTING"]
    _done("build", env=env)


def _done(*arguments: str, env: dict[str, str]) -> None:
    done = manage(*arguments, env=env)
    assert done.returncode == 0, done.stderr
