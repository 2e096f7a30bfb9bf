"""What SQLite has written ahead is brought into its file beside those who write, not by one of them.

By itself SQLite has it done by the commit that finds a thousand pages waiting: of fifty messages one then
waits for two more writes to the disk. Nothing depends on this thread; without it, a commit does it after all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import structlog

from jobfair.ops.signals import working_beside

log = structlog.get_logger(__name__)
LOOK_SECONDS = 1.0


@contextmanager
def checkpoints_beside(database: Path | None) -> Iterator[None]:
    """Inside, once a second; `None` where the database is no file."""
    if database is None:
        yield
        return
    with working_beside(partial(_carry_until, database), "checkpoints"):
        yield


def _carry_until(database: Path, over: Event) -> None:
    with closing(sqlite3.connect(database)) as connection:
        while not over.wait(LOOK_SECONDS):
            try:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # waits for nobody
            except sqlite3.Error as error:  # a full disk: whoever writes says so
                log.warning("checkpoint_failed", error=type(error).__name__)
