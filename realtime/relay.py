"""The hub's ear in the channel layer: what other processes tell, and whether they can be heard at all.

The layer says nothing when it is cut off, and loses what was told meanwhile. So the relay
calls itself through the layer; while no echo comes, it lets the hub read the database.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

import structlog

from jobfair.outbox.bus import Hint

log = structlog.get_logger(__name__)
PULSE_SECONDS = 5.0
#: How long an echo, or anything else the layer does, may take.
PATIENCE_SECONDS = 2.0
#: How often the streams are read while the layer is away.
POLL_SECONDS = 2.0


class Relay:
    """`hear` takes hints; `catch_up` reads what none told of, and may fail.

    `carried` are the streams that the hub wants to hear, as they are at each moment.
    """

    def __init__(
        self,
        layer: Any,
        carried: Collection[str],
        hear: Callable[[Sequence[Hint]], None],
        catch_up: Callable[[], Awaitable[None]],
    ) -> None:
        self.is_up = False
        self._layer = layer
        self._carried = carried
        self._hear = hear
        self._catch_up = catch_up
        self._channel = ""
        self._entered: set[str] = set()
        self._settling: dict[str, asyncio.Task[None]] = {}
        self._echo = asyncio.Event()
        self._ear: asyncio.Task[None] | None = None
        self._feeling: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.is_up = await self._opened()
        self._feeling = asyncio.create_task(self._feel())

    async def stop(self) -> None:
        tasks = [task for task in (self._feeling, self._ear) if task is not None]
        tasks += self._settling.values()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def enter(self, stream: str) -> None:
        """Hear this stream, now or, while the layer is away, as soon as it is back."""
        if self.is_up and (stream not in self._entered or stream in self._settling):
            await asyncio.shield(self._settle_soon(stream))

    def leave(self, stream: str) -> None:
        """Hear it no longer; nobody has to wait until the layer knows."""
        if stream in self._entered or stream in self._settling:
            self._settle_soon(stream)

    def _settle_soon(self, stream: str) -> asyncio.Task[None]:
        if stream not in self._settling:
            self._settling[stream] = asyncio.create_task(self._settle(stream))
        return self._settling[stream]

    async def _settle(self, stream: str) -> None:
        """Make the layer agree with the hub, which may change its mind meanwhile."""
        try:
            while self.is_up and (stream in self._carried) != (stream in self._entered):
                if stream not in self._carried:
                    self._entered.discard(stream)
                    await self._done(self._layer.group_discard(stream, self._channel))
                elif await self._done(self._layer.group_add(stream, self._channel)):
                    self._entered.add(stream)
                else:
                    self.is_up = False
        finally:
            del self._settling[stream]

    async def _settle_all(self) -> None:
        """Enter and leave what could not be while the layer was away."""
        for stream in self._astray():
            await self._settle_soon(stream)

    def _astray(self) -> set[str]:
        return self._entered ^ set(self._carried)

    async def _opened(self) -> bool:
        if not self._channel:
            with suppress(Exception):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    self._channel = await self._layer.new_channel("hub")
        if self._channel and (self._ear is None or self._ear.done()):
            self._ear = asyncio.create_task(self._listen())
        return bool(self._channel)

    async def _listen(self) -> None:
        """Until something is wrong with what comes; the next pulse listens again."""
        try:
            while True:
                message = await self._layer.receive(self._channel)
                if "hints" in message:
                    self._hear(message["hints"])
                else:
                    self._echo.set()
        except Exception as error:
            self.is_up = False
            log.warning("layer_not_heard", error=type(error).__name__)

    async def _feel(self) -> None:
        """Notice that the layer is away, and bridge the time until it is back."""
        while True:
            await asyncio.sleep(PULSE_SECONDS if self.is_up else POLL_SECONDS)
            was_up, self.is_up = self.is_up, await self._echoes()
            if was_up != self.is_up:
                log.warning("layer_back" if self.is_up else "layer_away")
            if not (was_up and self.is_up) or self._astray():
                await self._settle_all()
                with suppress(Exception):  # the database may be away too; the next time finds it
                    await self._catch_up()

    async def _echoes(self) -> bool:
        if not await self._opened():
            return False
        self._echo.clear()
        if not await self._done(self._layer.send(self._channel, {"type": "echo"})):
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(self._echo.wait(), PATIENCE_SECONDS)
        return self._echo.is_set()

    async def _done(self, doing: Awaitable[Any]) -> bool:
        """Whether the layer did it in time; whatever it raises, the database has the facts."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await doing
        except Exception:
            return False
        return True
