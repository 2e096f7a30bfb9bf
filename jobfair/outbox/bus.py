"""From the threads that commit to the hub of this process, and to those of the others.

What is told while the loop is busy is gathered and leaves together. Everything here is
only a hint: a channel layer that is down costs time, never a fact. Without a channel
layer there is one process, and its hub hears directly.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

log = structlog.get_logger(__name__)
#: A stream, then a fact's number or the name of a latest value, then the finished text.
Hint = tuple[str, int | str, str]
Hear = Callable[[Sequence[Hint]], None]
MESSAGE_TYPE = "stream.events"
#: What may wait for the layer, and how long the layer may take for one stream of it.
MOST_LEAVING = 5000
PATIENCE_SECONDS = 2.0


class Bus:
    """One for each process; a hub attaches itself with the loop in which it lives."""

    def __init__(self) -> None:
        self._waiting: deque[Hint] = deque()
        self._leaving: list[Hint] = []
        self._hubs: list[Hear] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._is_called = False
        self._sending: asyncio.Task[None] | None = None

    def attach(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        """Work in this loop from now on, and call `hear` there with whatever is told."""
        if loop is not self._loop:
            self._loop, self._is_called, self._sending = loop, False, None
        self._hubs.append(hear)

    def detach(self, hear: Hear) -> None:
        self._hubs.remove(hear)

    def hint(self, hints: Iterable[Hint]) -> None:
        """Tell every process; returns at once, from any thread."""
        self._waiting.extend(hints)
        loop = self._loop if self._hubs else _running_loop()
        if loop is None or not loop.is_running():
            self._send_without_loop(self._taken())
            return
        with self._lock:
            if self._is_called:
                return
            self._is_called = True
        loop.call_soon_threadsafe(self._pass_on)

    def _send_without_loop(self, batch: Sequence[Hint]) -> None:
        """From a command, or from a process that ends; alone there is nobody to tell."""
        if get_channel_layer() is None:
            return
        try:
            async_to_sync(self._send)(batch)
        except RuntimeError as error:  # Python takes no more work: it is ending
            log.warning("hints_lost", count=len(batch), error=type(error).__name__)

    def _pass_on(self) -> None:
        """In the loop: first to the hub of this process, then to the others."""
        with self._lock:
            self._is_called = False
        batch = self._taken()
        for hear in self._hubs:
            hear(batch)
        if get_channel_layer() is not None:
            self._leaving = [*self._leaving, *batch][-MOST_LEAVING:]
            if self._sending is None:
                self._sending = asyncio.create_task(self._send_until_empty())

    async def _send_until_empty(self) -> None:
        try:
            while self._leaving:
                batch, self._leaving = self._leaving, []
                if not await self._send(batch):
                    self._leaving = []
        finally:
            self._sending = None

    async def _send(self, batch: Sequence[Hint]) -> bool:
        """Whether the layer took it in time; one that hangs would hang for each stream."""
        layer = get_channel_layer()
        if layer is None:
            return True
        for stream, hints in groupby(sorted(batch, key=itemgetter(0)), key=itemgetter(0)):
            message = {"type": MESSAGE_TYPE, "hints": list(hints)}
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await layer.group_send(stream, message)
            except TimeoutError:
                log.warning("hints_lost", count=len(batch), error="TimeoutError")
                return False
            except Exception as error:  # whatever a layer raises, the fact is stored
                log.warning("hint_lost", stream=stream, error=type(error).__name__)
        return True

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
