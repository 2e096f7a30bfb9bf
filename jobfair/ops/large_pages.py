"""A server's memory on large pages, so that it finds its own things quickly after a rest.

The processor looks up where each page of memory is, 4 KiB at a time, and a virtual machine looks up the
answer once more. While messages are seldom, nothing of that stays in its caches from one to the next, and
a message meets thousands of pages. On pages of 2 MiB the same things lie on a few dozen.

Linux has done so on demand since 6.1; where it does not, everything stays as it was.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from jobfair.ops.memory import resident_bytes
from jobfair.ops.signals import working_beside

LARGE_PAGE = 2 << 20  # bytes
COLLAPSE = 25  # MADV_COLLAPSE in linux/mman.h
OWN = Path("/proc/self")
LOOK_SECONDS = 3.0
#: New memory is gathered when there is so much of it, in bytes.
WORTH_IT = 4 * LARGE_PAGE
#: While one large page is made, whoever asks for memory waits, a millisecond or a few.
PAUSE_SECONDS = 0.05


@contextmanager
def memory_gathered() -> Iterator[None]:
    """Inside, what the process holds is brought onto large pages, and what is new later: a little at a time."""
    if not (OWN / "maps").exists():
        yield
        return
    with working_beside(_gather_until, "large-pages"):
        yield


def gather(over: Event, pause: float) -> int:
    """Bring onto large pages whatever fills some, until `over`; how many it lies on.

    What the system refuses stays as it is.
    """
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    made = 0
    for start in _places():
        if over.wait(pause):
            break
        made += madvise(start, LARGE_PAGE, COLLAPSE) == 0
    return made


def _gather_until(over: Event) -> None:
    gathered = 0
    while not over.is_set():
        held = resident_bytes()
        gathered = min(gathered, held)  # what was given back and taken again is new
        if held - gathered >= WORTH_IT:
            gather(over, PAUSE_SECONDS)
            gathered = held
        over.wait(LOOK_SECONDS)


def _places() -> list[int]:
    """Where a large page fits into what the process itself has written, rather than read from a file."""
    places: list[int] = []
    for line in (OWN / "maps").read_text().splitlines():
        span, rights, _offset, _device, _inode, *name = line.split()
        if rights == "rw-p" and name in ([], ["[heap]"]):
            begin, end = (int(address, 16) for address in span.split("-"))
            first = -(-begin // LARGE_PAGE) * LARGE_PAGE
            places += range(first, end - LARGE_PAGE + 1, LARGE_PAGE)
    return places
