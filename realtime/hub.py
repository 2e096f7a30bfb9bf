"""One hub for each process: it hears a stream once and tells all local sockets.

The channel layer only hints. The hub knows the last number of every stream it
carries; a jump, or a regular look at the positions in the database, makes it read
what is missing, once for the whole process, and tell it in order.
"""

import asyncio
from collections.abc import Iterable
from typing import Protocol

import structlog
from channels.layers import get_channel_layer

from jobfair.outbox.bus import bus
from jobfair.outbox.selectors import events_after, positions
from realtime.work import in_pool

log = structlog.get_logger(__name__)
GAP_PATIENCE = 0.04
YIELD_EVERY = 250


class Listener(Protocol):
    """A socket's side of one subscription; none of its methods may block."""

    def tell(self, seq: int, text: str) -> None: ...
    def start_over(self) -> None: ...


class Carried:
    """One stream in this process: who listens, how far it has come, what came too early."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.listeners: set[Listener] = set()
        self.last: int | None = None
        self.early: dict[int, str] = {}
        self.repair: asyncio.Task[None] | None = None
        self.telling = asyncio.Lock()

    def take(self, seq: int, text: str) -> list[tuple[int, str]]:
        """What may be told now that this event has come, in order."""
        if self.last is None or seq > self.last:
            self.early[seq] = text
        return self.ready()

    def ready(self) -> list[tuple[int, str]]:
        told = []
        while self.last is not None and self.last + 1 in self.early:
            self.last += 1
            told.append((self.last, self.early.pop(self.last)))
        return told

    def begin_at(self, last: int) -> list[tuple[int, str]]:
        """Know where the stream stands; what is older is known, what is newer is told."""
        if self.last is None:
            self.last = last
            self.early = {seq: text for seq, text in self.early.items() if seq > last}
        return self.ready()


class Hub:
    def __init__(self) -> None:
        self.repaired = 0
        self._carried: dict[str, Carried] = {}
        self._layer = get_channel_layer()
        self._channel = ""
        self._membership = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, look_every: float) -> None:
        """Begin to receive; `look_every` seconds the positions are compared."""
        bus.attach(asyncio.get_running_loop())
        self._channel = await self._layer.new_channel("hub")
        self._tasks = [
            asyncio.create_task(self._receive()),
            asyncio.create_task(self._look(look_every)),
        ]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def join(self, stream: str, listener: Listener) -> None:
        """Tell this listener of every event from now on."""
        async with self._membership:
            carried = self._carried.get(stream)
            if carried is None:
                carried = self._carried[stream] = Carried(stream)
                await self._layer.group_add(stream, self._channel)
            carried.listeners.add(listener)

    async def leave(self, stream: str, listener: Listener) -> None:
        async with self._membership:
            carried = self._carried.get(stream)
            if carried is None:
                return
            carried.listeners.discard(listener)
            if not carried.listeners:
                del self._carried[stream]
                await self._layer.group_discard(stream, self._channel)

    async def stands_at(self, stream: str, last: int) -> int:
        """A replay has read the stream up to `last`; how far the hub itself has come.

        Further than `last` means that another replay was quicker and read more: what lies
        between was told to nobody here, and the slower one reads again.
        """
        carried = self._carried.get(stream)
        if carried is None:
            return last
        async with carried.telling:
            await self._tell(carried, carried.begin_at(last))
        return carried.last or 0

    async def _receive(self) -> None:
        while True:
            message = await self._layer.receive(self._channel)
            for seq, text in message["events"]:
                await self._hear(message["stream"], seq, text)

    async def _hear(self, stream: str, seq: int, text: str) -> None:
        carried = self._carried.get(stream)
        if carried is None:
            return
        async with carried.telling:
            await self._tell(carried, carried.take(seq, text))
        if carried.early and carried.last is not None and carried.repair is None:
            carried.repair = asyncio.create_task(self._repair_soon(carried))

    async def _repair_soon(self, carried: Carried) -> None:
        """Wait a moment for what may only be late, then read what is missing."""
        try:
            await asyncio.sleep(GAP_PATIENCE)
            if carried.early:
                await self._repair(carried)
        finally:
            carried.repair = None

    async def _repair(self, carried: Carried) -> None:
        async with carried.telling:
            after = carried.last or 0
            replay = await in_pool(events_after, carried.name, after)
            if replay.texts is None:
                self._start_over(carried, replay.last)
                return
            self.repaired += len(replay.texts)
            for seq, text in enumerate(replay.texts, after + 1):
                await self._tell(carried, carried.take(seq, text))

    def _start_over(self, carried: Carried, last: int) -> None:
        carried.last, carried.early = last, {}
        for listener in list(carried.listeners):
            listener.start_over()

    async def _tell(self, carried: Carried, events: Iterable[tuple[int, str]]) -> None:
        for seq, text in events:
            for count, listener in enumerate(list(carried.listeners), 1):
                listener.tell(seq, text)
                if count % YIELD_EVERY == 0:
                    await asyncio.sleep(0)

    async def _look(self, look_every: float) -> None:
        """What no hint told of is found here, at the latest."""
        while True:
            await asyncio.sleep(look_every)
            try:
                await self._look_once()
            except Exception as error:  # the database may be away; the next look finds it
                log.warning("positions_not_read", error=type(error).__name__)

    async def _look_once(self) -> None:
        known = {name: c.last for name, c in self._carried.items() if c.last is not None}
        if not known:
            return
        found = await in_pool(positions, known)
        for name in known:
            carried = self._carried.get(name)
            if carried is not None and found.get(name, 0) != carried.last:
                await self._repair(carried)
