"""Uvicorn's web socket as a `Wire`: straight into the operating system's socket where that is sound.

The transport of uvloop writes what a turn of the loop has gathered; to find out that nothing
waits there costs as much as to write. So a direct write goes past it until something is
written by the transport, and again when that has gone. It closes the system's socket in the
call that says so, never before. Under TLS everything goes to the transport.
"""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from uvicorn import Config, Server
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from realtime.servers import (
    CLOSE_SECONDS,
    LAGGING,
    MOST_FRAGMENTS,
    MOST_UNSENT,
    MOST_UP,
    PING_SECONDS,
    WIRE,
    until_first_ping,
)
from realtime.servers.direct import DirectWire
from realtime.servers.ending import finish
from realtime.servers.places import Way

BACKLOG = 1024
#: The standard's code for a text that is none.
NO_TEXT = 1007
TOO_BIG = 1009
OPTIONS: dict[str, Any] = {
    "ws_max_size": MOST_UP,
    "ws_ping_interval": PING_SECONDS,
    "ws_ping_timeout": PING_SECONDS,
    # For messages as small as these, compression halves the speed and doubles the memory.
    "ws_per_message_deflate": False,
}


class Lent(socket.SocketType):
    """The system's socket, of which uvloop gives the number alone; it is the transport that closes it."""

    __slots__ = ()

    def __del__(self) -> None:
        self.detach()


class Transport:
    """The server's transport that says so before anything is written there, or it is closed."""

    __slots__ = ("_before", "_transport")

    def __init__(self, transport: Any, before: Callable[[], None]) -> None:
        self._transport, self._before = transport, before

    def write(self, data: bytes) -> None:
        self._before()
        self._transport.write(data)

    def close(self) -> None:
        self._before()
        self._transport.close()

    def abort(self) -> None:
        self._before()
        self._transport.abort()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class WireProtocol(WebSocketsSansIOProtocol):
    """A web socket that takes finished frames and never waits long for a silent peer."""

    wire: DirectWire | None = None
    lent: Lent | None = None

    def connection_made(self, transport: Any) -> None:
        said: Any = Transport(transport, self._go_round)
        super().connection_made(said)

    def connection_lost(self, exc: Exception | None) -> None:
        self._go_round()  # the system gives the socket's number to the next who comes
        if self.lent is not None:
            self.lent.detach()
        self.wire = self.lent = None
        super().connection_lost(exc)

    def _go_round(self) -> None:
        if self.wire is not None:
            self.wire.go_round()

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.wire = DirectWire(self)
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[WIRE] = self.wire

    def handle_cont(self, event: Any) -> None:
        if len(self.frames) < MOST_FRAGMENTS:
            super().handle_cont(event)
        else:
            self.close(TOO_BIG)

    def send_receive_event_to_app(self) -> None:
        """What is no text ends the connection; Uvicorn would write a traceback for each."""
        if self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self.frames = []
            self.close(NO_TEXT)
        else:
            super().send_receive_event_to_app()

    def way(self) -> Way:
        if self.lent is None:
            self.lent = Lent(fileno=self.transport.get_extra_info("socket").fileno())
        return self.lent.send

    def finish(self, rest: bytes) -> bool:
        """What the direct way left goes behind what waits, or that way again when nothing does."""
        if self.wire is None or self.close_sent or self.disconnected:
            return False
        unsent = self.transport.get_write_buffer_size()
        if not unsent and not self.wire.is_direct and self.scheme == "ws":
            self.wire.go_direct()
            return self.wire.write(rest)
        if unsent + len(rest) > MOST_UNSENT:
            self.close(LAGGING)
            return False
        self.transport.write(rest)  # the socket is full for now, or broken: it finds out which
        return True

    def close(self, code: int) -> None:
        if self.close_sent or self.disconnected or self.conn.state is not State.OPEN:
            return
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
        self.stop_keepalive()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        # `close` would wait for what the peer does not read.
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)

    def start_keepalive(self) -> None:
        self.ping_timer = self.loop.call_later(until_first_ping(), self.send_keepalive_ping)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


class PatientServer(Server):
    """Uvicorn that says when it is ready, and lets running requests finish before it ends."""

    def __init__(self, config: Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for port in self.servers:
            port.close()
        await finish(self.config.app, set(self.server_state.tasks))
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End without raising the signal again afterwards, as Uvicorn would."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def make_server(application: Any, ready: Callable[[], None]) -> PatientServer:
    """A server to be run on sockets that listen already; `ready` is called when it answers."""
    config = Config(
        application,
        loop="uvloop",
        http="h11",
        ws=WireProtocol,
        lifespan="off",
        backlog=BACKLOG,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        **OPTIONS,
    )
    return PatientServer(config, ready)
