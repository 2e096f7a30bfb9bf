"""What goes down one socket: by a wire where the server offers one, else by ASGI's `send`.

Neither ever blocks whoever tells. A socket that does not keep up is closed, alone.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Protocol

from realtime.lines import Facts, Line
from realtime.protocol import Close
from realtime.servers import MOST_UNSENT, WIRE, Wire
from realtime.servers.frames import text_frame

Send = Callable[[dict[str, Any]], Awaitable[None]]
#: On a server that hides what it has not sent yet, a client confirms at least every so many facts.
ACK_EVERY = 20
SEND_SECONDS = 10.0


class Outlet(Protocol):
    """What a connection and its subscriptions write to."""

    #: How often the client must say what it has seen; 0 where the server knows.
    ack_every: int

    @property
    def wire(self) -> Wire | None:
        """What takes finished frames by itself, on a server that knows who lags."""

    def say(self, text: str) -> None:
        """Send a frame that only this socket gets."""

    def tell(self, stream: str, facts: Facts) -> None:
        """Send facts that many get."""

    def show(self, line: Line) -> None:
        """Send a latest value that many get."""

    def seen(self, positions: Mapping[str, Any]) -> None:
        """The client has shown these streams up to these numbers."""

    def close(self, code: Close) -> None: ...

    async def hold(self, reading: Coroutine[Any, Any, None]) -> None:
        """Read from the socket until either side ends it."""


def outlet_for(scope: Mapping[str, Any], send: Send) -> Outlet:
    wire = (scope.get("extensions") or {}).get(WIRE)
    return SendingOutlet(send) if wire is None else WiredOutlet(wire)


class WiredOutlet:
    """Passes finished frames to the server, which knows how much waits and when to close."""

    __slots__ = ("wire",)
    ack_every = 0

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def say(self, text: str) -> None:
        self.wire.write(text_frame(text))

    def tell(self, stream: str, facts: Facts) -> None:
        self.wire.write(facts.frame)

    def show(self, line: Line) -> None:
        self.wire.write(line.frame)

    def seen(self, positions: Mapping[str, Any]) -> None:
        """The server knows better."""

    def close(self, code: Close) -> None:
        self.wire.close(int(code))

    async def hold(self, reading: Coroutine[Any, Any, None]) -> None:
        await reading


class SendingOutlet:
    """Queues texts for ASGI's `send`, bounded in bytes and time, and by what the client confirms."""

    wire = None
    ack_every = ACK_EVERY

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[str] = []
        self._bytes = 0
        self._wake = asyncio.Event()
        self._unseen: deque[tuple[str, int, int]] = deque()
        self._unseen_bytes = 0
        self.closing: Close | None = None

    def say(self, text: str) -> None:
        self._bytes += len(text) * 3
        if self._bytes > MOST_UNSENT:
            self.close(Close.LAGGING)
        elif self.closing is None:
            self._waiting.append(text)
            self._wake.set()

    def tell(self, stream: str, facts: Facts) -> None:
        self._unseen.append((stream, facts.last, len(facts.frame)))
        self._unseen_bytes += len(facts.frame)
        if self._unseen_bytes > MOST_UNSENT:
            self.close(Close.LAGGING)
        for line in facts.lines:
            self.say(line.text)

    def show(self, line: Line) -> None:
        self.say(line.text)

    def seen(self, positions: Mapping[str, Any]) -> None:
        """Facts arrive in the order they were sent, so what is first is seen first."""
        while self._unseen:
            stream, seq, size = self._unseen[0]
            position = positions.get(stream)
            if not isinstance(position, int) or position < seq:
                return
            self._unseen.popleft()
            self._unseen_bytes -= size

    def close(self, code: Close) -> None:
        if self.closing is None:
            self.closing = code
            self._wake.set()

    async def hold(self, reading: Coroutine[Any, Any, None]) -> None:
        reader, writer = asyncio.create_task(reading), asyncio.create_task(self.run())
        try:
            await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
            if reader.done() and self.closing is not None:
                await writer
        finally:
            for task in (writer, reader):
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def run(self) -> None:
        """Send what waits until the socket is to close, then close it."""
        while self.closing != Close.LAGGING:
            if self._waiting:
                await self._send_waiting()
            elif self.closing is not None:
                break
            else:
                self._wake.clear()
                await self._wake.wait()
        with suppress(TimeoutError):  # then the end of the application ends the connection
            async with asyncio.timeout(SEND_SECONDS):
                await self._send({"type": "websocket.close", "code": int(self.closing)})

    async def _send_waiting(self) -> None:
        frames, self._waiting, self._bytes = self._waiting, [], 0
        for text in frames:
            if self.closing == Close.LAGGING:
                return
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._send({"type": "websocket.send", "text": text})
            except TimeoutError:
                self.closing = Close.LAGGING
