"""From the threads that commit to the channel layer that reaches every process.

Hints are gathered while the layer is busy and leave together, one layer message for
each stream. They are only hints: a layer that is down costs time, never a fact.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from operator import itemgetter

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

log = structlog.get_logger(__name__)
Hint = tuple[str, int, str]
MESSAGE_TYPE = "stream.events"


class Bus:
    """One for each process; `serve` gives it the loop in which the layer lives."""

    def __init__(self) -> None:
        self._waiting: deque[Hint] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._is_sending = False

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send from this loop from now on."""
        self._loop = loop

    def hint(self, hints: Iterable[Hint]) -> None:
        """Tell every process of stored events; returns at once, from any thread."""
        self._waiting.extend(hints)
        loop = self._loop or _running_loop()
        if loop is None or not loop.is_running():
            async_to_sync(self._send_waiting)()
            return
        with self._lock:
            if self._is_sending:
                return
            self._is_sending = True
        loop.call_soon_threadsafe(self._start, loop)

    def _start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._task = loop.create_task(self._send_until_empty())

    async def _send_until_empty(self) -> None:
        while True:
            await self._send_waiting()
            with self._lock:
                if not self._waiting:
                    self._is_sending = False
                    return

    async def _send_waiting(self) -> None:
        batch = self._taken()
        layer = get_channel_layer()
        for stream, hints in groupby(sorted(batch, key=itemgetter(0, 1)), key=itemgetter(0)):
            events = [(seq, text) for _stream, seq, text in hints]
            try:
                await layer.group_send(
                    stream, {"type": MESSAGE_TYPE, "stream": stream, "events": events}
                )
            except Exception as error:  # whatever a layer raises, the fact is stored
                log.warning("hint_lost", stream=stream, error=type(error).__name__)

    def _taken(self) -> list[Hint]:
        taken: list[Hint] = []
        with suppress(IndexError):
            while True:
                taken.append(self._waiting.popleft())
        return taken


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


bus = Bus()
