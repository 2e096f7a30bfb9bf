"""Who hears that the process is asked to end: the main thread alone.

While it holds such a signal back, the system would give it to any other thread that does not, and it would
come too early after all.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

ENDING = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def ending(how: int) -> Iterator[None]:
    """Inside, this thread and whatever it starts has them blocked or unblocked (SIG_BLOCK, SIG_UNBLOCK)."""
    before = signal.pthread_sigmask(how, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_beside(thread: Thread) -> None:
    """Start a thread that does not hear them."""
    with ending(signal.SIG_BLOCK):
        thread.start()


@contextmanager
def working_beside(work: Callable[[Event], None], name: str) -> Iterator[None]:
    """Inside, such a thread works until its event is set; it has ended afterwards."""
    over = Event()
    thread = Thread(target=work, args=(over,), name=name, daemon=True)
    start_beside(thread)
    try:
        yield
    finally:
        over.set()
        thread.join()
