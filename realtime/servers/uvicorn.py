"""Uvicorn's web socket as a `Wire`: finished frames go to the transport, within bounds.

The transport of uvloop writes what a turn of the loop has gathered with one system
call for each socket, so nothing is gained by going past it.
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
from realtime.servers.ending import finish
from realtime.servers.places import NOWHERE

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


class WireProtocol(WebSocketsSansIOProtocol):
    """A web socket that takes finished frames and never waits long for a silent peer."""

    place = NOWHERE

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[WIRE] = self

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

    def write(self, frame: bytes) -> bool:
        if self.close_sent or self.disconnected:
            return False
        if self.transport.get_write_buffer_size() + len(frame) > MOST_UNSENT:
            self.close(LAGGING)
            return False
        self.transport.write(frame)
        return True

    def finish(self, rest: bytes) -> bool:
        return self.write(rest)

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
