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
#: How long it waits, in seconds: the shortest at the beginning, and the longest where little is written.
SHORTEST, LONGEST = 1.0, 5.0
#: So many pages are worth it. The commit after it begins the log anew, and waits for the disk twice.
WORTH_IT = 1000


@contextmanager
def checkpoints_beside(database: Path | None) -> Iterator[None]:
    """Inside, every few seconds; `None` where the database is no file."""
    if database is None:
        yield
        return
    with working_beside(partial(_carry_until, database), "checkpoints"):
        yield


def _carry_until(database: Path, over: Event) -> None:
    pause = SHORTEST
    with closing(sqlite3.connect(database)) as connection:
        while not over.wait(pause):
            try:
                pause = pause_after(_carry(connection), pause)
            except sqlite3.Error as error:  # a full disk: whoever writes says so
                log.warning("checkpoint_failed", error=type(error).__name__)


def _carry(connection: sqlite3.Connection) -> int:
    """Carry over what can be without waiting for anybody; how many pages lie in the log."""
    (_is_busy, pages, _carried) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return int(pages)


def pause_after(pages: int, pause: float) -> float:
    """Until about as many will lie there as are worth it, if as much goes on being written."""
    return min(max(pause * WORTH_IT / max(pages, 1), SHORTEST), LONGEST)
