"""One hub for each process: it hears a stream once and tells all local sockets.

What the bus brings are only hints. The hub knows the last number of every stream it
carries; a jump, or a regular look at the positions in the database, makes it read
what is missing, once for the whole process, and tell it in order.
"""

import asyncio
from collections.abc import Awaitable, Sequence

import structlog
from channels.layers import get_channel_layer

from jobfair.outbox.bus import Hint, bus
from jobfair.outbox.selectors import events_after, newest_event, positions, told_after
from realtime.audience import Listener
from realtime.carried import Carried
from realtime.lines import Line
from realtime.relay import Relay
from realtime.turns import Turns
from realtime.work import in_pool

log = structlog.get_logger(__name__)
GAP_PATIENCE = 0.04
#: The streams are looked at in so many parts, one after the other: all at once would hold up who speaks.
PARTS = 10


class Hub:
    def __init__(self) -> None:
        self.repaired = 0
        #: How many hints came for streams that nobody here heard.
        self.passed_by = 0
        self._carried: dict[str, Carried] = {}
        self._turns: Turns[Carried] = Turns(PARTS)
        #: The newest event in the database when it was last asked for those of other processes.
        self._newest: int | None = None
        layer = get_channel_layer()
        self._relay = (
            None
            if layer is None
            else Relay(layer, self._carried.keys(), self.hear, self._look_at_all)
        )
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, look_every: float, overhear_every: float | None) -> None:
        """Begin to receive; `look_every` seconds the positions are compared.

        And `overhear_every`, what other processes have told whose hints do not come.
        """
        bus.attach(asyncio.get_running_loop(), self.hear)
        self._tasks = [asyncio.create_task(self._look(look_every))]
        if overhear_every is not None:
            self._tasks.append(asyncio.create_task(self._overhear(overhear_every)))
        if self._relay is not None:
            await self._relay.start()

    async def stop(self) -> None:
        bus.detach(self.hear)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._relay is not None:
            await self._relay.stop()

    async def join(self, stream: str, listener: Listener) -> None:
        """Tell this listener of every event from now on; of other processes once this returns."""
        self._carry(stream).listeners.add(listener)
        if self._relay is not None:
            await self._relay.enter(stream)

    def _carry(self, stream: str) -> Carried:
        if stream not in self._carried:
            self._carried[stream] = carried = Carried(stream)
            self._turns.put(carried, PARTS)
        return self._carried[stream]

    def leave(self, stream: str, listener: Listener) -> None:
        if self._let_go(stream, listener) and self._relay is not None:
            self._relay.leave(stream)

    def _let_go(self, stream: str, listener: Listener) -> bool:
        """Whether that was the stream's last listener."""
        carried = self._carried.get(stream)
        if carried is None:
            return False
        carried.listeners.discard(listener)
        if not carried.listeners:
            del self._carried[stream]
            self._turns.drop(carried)
        return not carried.listeners

    def stands_at(self, stream: str, last: int) -> int:
        """A replay has read the stream up to `last`; how far the hub itself has come.

        Further than `last` means that another replay was quicker and read more: what lies
        between was told to nobody here, and the slower one reads again.
        """
        carried = self._carried.get(stream)
        if carried is None:
            return last
        carried.begin_at(last)
        return carried.last or 0

    def has_heard_all_since(self, passed_by: int) -> bool:
        """Whether nothing was told since then that a new listener must be asked about.

        Of other processes that can only be said by the database.
        """
        return self._relay is None and self.passed_by == passed_by

    def latest(self, stream: str) -> list[Line]:
        """The last value of each kind, for a new listener."""
        carried = self._carried.get(stream)
        return [] if carried is None else carried.latest()

    def hear(self, hints: Sequence[Hint]) -> None:
        """Take what the bus brings; called in the loop."""
        moved: dict[Carried, None] = {}
        for stream, mark, text in hints:
            carried = self._carried.get(stream)
            if carried is None:
                self.passed_by += 1
            elif isinstance(mark, str):
                carried.show(mark, text)
            else:
                carried.take(mark, text)
                moved[carried] = None
        for carried in moved:
            carried.tell()
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
        async with carried.reading:
            after = carried.last or 0
            replay = await in_pool(events_after, carried.name, after)
            if replay.texts is None:
                carried.start_over(replay.last)
                return
            self.repaired += len(replay.texts)
            for seq, text in enumerate(replay.texts, after + 1):
                carried.take(seq, text)
            carried.tell()

    async def _look(self, look_every: float) -> None:
        """What no hint told of is found here, at the latest; of some streams at a time."""
        while True:
            await asyncio.sleep(look_every / PARTS)
            some = self._turns.next()
            for carried in some:
                self._turns.put(carried, PARTS)
            await self._or_warn(self._look_at(some))

    async def _overhear(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self._or_warn(self._hear_others())

    async def _hear_others(self) -> None:
        if self._newest is None:
            self._newest = await in_pool(newest_event)
            await self._look_at_all()
            return
        newest, found = await in_pool(told_after, self._newest)
        for name, last in found.items():
            carried = self._carried.get(name)
            if carried is not None and carried.last is not None and carried.last < last:
                await self._repair(carried)
        self._newest = newest

    async def _or_warn(self, looking: Awaitable[None]) -> None:
        try:
            await looking
        except Exception as error:  # the database may be away; the next look finds it
            log.warning("positions_not_read", error=type(error).__name__)

    async def _look_at_all(self) -> None:
        await self._look_at(list(self._carried.values()))

    async def _look_at(self, some: Sequence[Carried]) -> None:
        known = {carried.name: carried.last for carried in some if carried.last is not None}
        if not known:
            return
        found = await in_pool(positions, known)
        for name in known:
            carried = self._carried.get(name)
            if carried is not None and found.get(name, 0) != carried.last:
                await self._repair(carried)
