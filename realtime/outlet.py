"""What waits to go down one socket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from realtime.protocol import Close

Send = Callable[[dict[str, Any]], Awaitable[None]]
MOST_WAITING_BYTES = 256 * 1024


class Outlet:
    """What waits to go down one socket, bounded in bytes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[str] = []
        self._bytes = 0
        self._wake = asyncio.Event()
        self.closing: Close | None = None

    def write(self, text: str) -> None:
        """Put a frame in the queue; a socket too far behind is told to come back."""
        self._bytes += len(text) * 3
        if self._bytes > MOST_WAITING_BYTES:
            self.close(Close.LAGGING)
            return
        self._waiting.append(text)
        self._wake.set()

    def close(self, code: Close) -> None:
        if self.closing is None:
            self.closing = code
            self._wake.set()

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
        await self._send({"type": "websocket.close", "code": int(self.closing)})

    async def _send_waiting(self) -> None:
        frames, self._waiting, self._bytes = self._waiting, [], 0
        for text in frames:
            if self.closing == Close.LAGGING:
                return
            await self._send({"type": "websocket.send", "text": text})
