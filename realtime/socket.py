"""One connection: its requests in order, its subscriptions, what it is told.

A plain ASGI coroutine. Everything goes down through one `Outlet`, which never
blocks whoever tells: a socket that does not keep up is closed, alone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.outbox.selectors import events_after
from jobfair.outbox.services import current_epoch
from realtime import protocol
from realtime.hub import Hub
from realtime.protocol import Close, Code, Request
from realtime.subscriptions import may_hear
from realtime.work import in_pool

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
MOST_WAITING_BYTES = 256 * 1024
MOST_STREAMS = 50


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


class Subscription:
    """One stream on one socket; frames are held back until the replay has gone down."""

    def __init__(self, stream: str, outlet: Outlet) -> None:
        self._stream = stream
        self._outlet = outlet
        self._held: list[tuple[int, str]] | None = []
        self._position = 0

    def tell(self, seq: int, text: str) -> None:
        if self._held is not None:
            self._held.append((seq, text))
        elif seq > self._position:
            self._position = seq
            self._outlet.write(text)

    def start_over(self) -> None:
        self._outlet.write(protocol.reset(self._stream))

    def release(self, position: int, texts: list[str] | None) -> None:
        """Send the replay (or the word to fetch afresh), then what came meanwhile."""
        if texts is None:
            self.start_over()
        for text in texts or []:
            self._outlet.write(text)
        held, self._held, self._position = self._held or [], None, position
        for seq, text in held:
            self.tell(seq, text)


class Connection:
    """The requests of one person's socket."""

    def __init__(self, user: Any, hub: Hub, outlet: Outlet) -> None:
        self._user = user
        self._hub = hub
        self._outlet = outlet
        self._subscriptions: dict[str, Subscription] = {}
        self._verbs: dict[str, Callable[[Request], Awaitable[None]]] = {
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "ping": self._ping,
        }

    async def greet(self) -> None:
        epoch = await in_pool(current_epoch)
        self._outlet.write(protocol.hello(epoch, timezone.now().isoformat()))

    async def hear(self, text: str) -> None:
        """Carry out one frame; NotUnderstood when it is none."""
        request = protocol.read(text)
        verb = self._verbs.get(request.do)
        if verb is None:
            self._refuse(request, Code.UNKNOWN, _("服务器不认识这个操作。请刷新页面。"))
        else:
            await verb(request)

    async def end(self) -> None:
        for stream, subscription in self._subscriptions.items():
            await self._hub.leave(stream, subscription)
        self._subscriptions.clear()

    async def _subscribe(self, request: Request) -> None:
        stream, after = request.given.get("stream"), request.given.get("after")
        if not isinstance(stream, str) or type(after) is not int or after < 0:
            self._refuse(request, Code.INVALID, _("请刷新页面。"))
        elif len(self._subscriptions) >= MOST_STREAMS:
            self._refuse(request, Code.TOO_MANY, _("打开的内容太多。请关闭几个页面。"))
        elif not await in_pool(may_hear, self._user, stream):
            self._refuse(request, Code.NOT_ALLOWED, _("您不能查看这里的实时消息。"))
        else:
            await self._begin(request, stream, after)

    async def _begin(self, request: Request, stream: str, after: int) -> None:
        await self._end_one(stream)
        subscription = self._subscriptions[stream] = Subscription(stream, self._outlet)
        await self._hub.join(stream, subscription)
        epoch = await in_pool(current_epoch)
        replay = await in_pool(events_after, stream, after)
        same_life = request.given.get("epoch") in (None, epoch)
        await self._hub.stands_at(stream, replay.last)
        self._outlet.write(protocol.ok(request.id, {"seq": replay.last, "epoch": epoch}))
        subscription.release(replay.last, replay.texts if same_life else None)

    async def _unsubscribe(self, request: Request) -> None:
        stream = request.given.get("stream")
        if isinstance(stream, str):
            await self._end_one(stream)
        self._outlet.write(protocol.ok(request.id, {}))

    async def _ping(self, request: Request) -> None:
        self._outlet.write(protocol.ok(request.id, {"now": timezone.now().isoformat()}))

    async def _end_one(self, stream: str) -> None:
        subscription = self._subscriptions.pop(stream, None)
        if subscription is not None:
            await self._hub.leave(stream, subscription)

    def _refuse(self, request: Request, code: Code, message: str) -> None:
        self._outlet.write(protocol.refused(request.id, code, message))


async def serve(user: Any, hub: Hub, receive: Receive, send: Send) -> None:
    """Hold one accepted connection until either side ends it."""
    outlet = Outlet(send)
    connection = Connection(user, hub, outlet)
    writer = asyncio.create_task(outlet.run())
    reader = asyncio.create_task(_read(connection, outlet, receive))
    try:
        await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
        if reader.done() and outlet.closing is not None:
            await writer
    finally:
        for task in (writer, reader):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
        await connection.end()


async def _read(connection: Connection, outlet: Outlet, receive: Receive) -> None:
    await connection.greet()
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        try:
            if text is None:
                raise protocol.NotUnderstood
            if len(text.encode()) > protocol.MAX_FRAME_BYTES:
                outlet.close(Close.TOO_BIG)
                return
            await connection.hear(text)
        except protocol.NotUnderstood:
            outlet.close(Close.NOT_UNDERSTOOD)
            return
