"""What is written ahead comes into the file while the writers go on, and nobody needs it to."""

import sqlite3
import time
from contextlib import closing

import pytest

from jobfair.ops import checkpoints
from jobfair.ops.checkpoints import LONGEST, SHORTEST, WORTH_IT, checkpoints_beside

PATIENCE = 20  # seconds
SAID = "had been said"


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A file that holds nothing yet of what was said: it is written ahead, and its writer stays."""
    monkeypatch.setattr(checkpoints, "SHORTEST", 0.01)
    path = tmp_path / "talks.sqlite3"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE talk (text)")
        writer.execute("INSERT INTO talk VALUES (?)", [SAID])
        writer.commit()
        assert SAID.encode() not in path.read_bytes()
        yield path


def is_carried_over(path) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if SAID.encode() in path.read_bytes():
            return True
        time.sleep(0.01)
    return False


def test_what_is_written_ahead_comes_into_the_file_though_its_writer_stays(database):
    with checkpoints_beside(database):
        assert is_carried_over(database)


def test_the_less_is_written_the_longer_it_waits_and_never_too_long():
    pauses = [SHORTEST]
    for pages in (WORTH_IT // 2, WORTH_IT, WORTH_IT // 2, 0, WORTH_IT * 4, WORTH_IT * 100):
        pauses.append(checkpoints.pause_after(pages, pauses[-1]))
    assert pauses == [SHORTEST, 2, 2, 4, LONGEST, LONGEST / 4, SHORTEST]


def test_whoever_writes_meanwhile_waits_for_nobody(database):
    with closing(sqlite3.connect(database, timeout=0)) as writer, checkpoints_beside(database):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO talk VALUES ('is being said')")
        assert is_carried_over(database)
        writer.commit()
        assert writer.execute("SELECT count(*) FROM talk").fetchone() == (2,)


def test_what_fails_is_tried_again(database, monkeypatch):
    class Once(sqlite3.Connection):
        asked = 0

        def execute(self, *statement):
            Once.asked += 1
            if Once.asked == 1:
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(*statement)

    monkeypatch.setattr(
        checkpoints.sqlite3, "connect", lambda path: Once(path, check_same_thread=False)
    )
    with checkpoints_beside(database):
        assert is_carried_over(database)
    assert Once.asked > 1


def test_where_the_database_is_no_file_nothing_begins(monkeypatch):
    monkeypatch.setattr(
        checkpoints, "working_beside", lambda *_given, **_named: pytest.fail("it began")
    )
    with checkpoints_beside(None):
        pass
