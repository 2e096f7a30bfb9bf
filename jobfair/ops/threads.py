"""Threads for pages, kept from one request to the next with what each has open."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections

#: More of them than this stand by only while as many requests are answered at once.
KEPT = 16


class Threads:
    """A thread for each request, the one that was used last before all others.

    Django begins one for each request and ends it with the request. A connection to the
    database belongs to its thread, and opening one costs more than what a page asks by it.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.idle: list[ThreadPoolExecutor] = []
        self._kept = kept

    @contextmanager
    def lent(self) -> Iterator[ThreadPoolExecutor]:
        """A thread that nobody else uses meanwhile; to be asked for by the event loop alone."""
        thread = self.idle.pop() if self.idle else ThreadPoolExecutor(1, "pages")
        try:
            yield thread
        except BaseException:  # cut off: what it was doing may still go on
            _end(thread)
            raise
        if len(self.idle) < self._kept:
            self.idle.append(thread)
        else:
            _end(thread)


def _end(thread: ThreadPoolExecutor) -> None:
    thread.submit(connections.close_all)
    thread.shutdown(wait=False)
