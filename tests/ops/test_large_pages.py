"""What a server holds is brought onto large pages, and nothing in it changes."""

import os
import re
from pathlib import Path
from threading import Event

import pytest

from jobfair.ops import large_pages
from jobfair.ops.large_pages import LARGE_PAGE, WORTH_IT, gather, memory_gathered

PATIENCE = 20  # seconds
OFFERED = Path("/sys/kernel/mm/transparent_hugepage/enabled")
IS_ASKED_FOR_SINCE = (6, 1)  # Linux


def on_large_pages() -> int:
    """Bytes of this process's own memory that lie so."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("AnonHugePages"))


def is_offered() -> bool:
    linux = tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))
    return OFFERED.exists() and linux >= IS_ASKED_FOR_SINCE


@pytest.mark.skipif(not is_offered(), reason="this system gives no large pages when asked")
def test_what_is_held_lies_on_large_pages_afterwards_and_is_the_same() -> None:
    before = on_large_pages()
    held = bytearray(b"jobfair!" * LARGE_PAGE)  # eight of them
    gather(Event(), pause=0)
    assert on_large_pages() - before >= 6 * LARGE_PAGE
    assert held == b"jobfair!" * LARGE_PAGE


def test_a_system_that_refuses_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_pages, "COLLAPSE", 12345)
    assert gather(Event(), pause=0) == 0


def test_a_server_that_ends_waits_for_none_of_it() -> None:
    over = Event()
    over.set()
    assert gather(over, pause=PATIENCE) == 0


class Memory:
    """As much is held as the test says; tells when it is looked at and when it is gathered."""

    def __init__(self, held: int) -> None:
        self.held = held
        self.looked, self.gathered = Event(), Event()

    def resident_bytes(self) -> int:
        self.looked.set()
        return self.held

    def gather(self, _over: Event, pause: float) -> None:
        self.gathered.set()

    def is_gathered_holding(self, size: int) -> bool:
        self.gathered.clear()
        self.held = size
        for _look in range(2):  # when the second begins, what followed from the first is done
            self.looked.clear()
            assert self.looked.wait(PATIENCE)
        return self.gathered.is_set()


def test_what_is_new_is_gathered_when_there_is_enough_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = Memory(WORTH_IT)
    monkeypatch.setattr(large_pages, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(large_pages, "gather", memory.gather)
    monkeypatch.setattr(large_pages, "resident_bytes", memory.resident_bytes)
    with memory_gathered():
        assert memory.gathered.wait(PATIENCE), "at once"
        assert not memory.is_gathered_holding(2 * WORTH_IT - 1)
        assert memory.is_gathered_holding(2 * WORTH_IT)
        assert not memory.is_gathered_holding(WORTH_IT)
        assert memory.is_gathered_holding(2 * WORTH_IT), "given back and taken again, it is new"


def test_where_there_is_no_such_thing_it_does_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(large_pages, "OWN", tmp_path)
    monkeypatch.setattr(
        large_pages, "working_beside", lambda *_given, **_named: pytest.fail("it began")
    )
    with memory_gathered():
        pass
