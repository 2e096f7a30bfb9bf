"""Daphne's web socket as a `Wire`: straight into the operating system's socket where that is sound.

Twisted gathers what is written and asks the loop to tell it when the socket is
writable: two system calls and a callback for each frame. A direct write goes past
that while both of Twisted's buffers are empty, so the order holds; what the system
does not take goes through the transport. The attributes used are not public, so the
versions are pinned; without them, and under TLS, no wire is offered.
"""

import asyncio
import signal
import socket
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import islice
from math import ceil
from typing import Any

from autobahn.twisted import websocket as bridge
from autobahn.twisted.websocket import ConnectionDeny
from autobahn.websocket import protocol as autobahn
from daphne import http_protocol, ws_protocol
from daphne import server as serving
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionLost
from twisted.internet.tcp import Connection
from twisted.python.failure import Failure

from realtime.servers import (
    ANSWER,
    CLOSE_SECONDS,
    HANDSHAKE_SECONDS,
    LAGGING,
    MOST_FRAGMENTS,
    MOST_UNREAD,
    MOST_UNREAD_BYTES,
    MOST_UNSENT,
    MOST_UP,
    PING_SECONDS,
    TOO_MANY,
    WIRE,
    until_first_ping,
)
from realtime.servers.bodies import bound
from realtime.servers.direct import DirectWire
from realtime.servers.ending import SECONDS_TO_FINISH, finish
from realtime.servers.frames import plain_texts
from realtime.servers.places import Way
from realtime.turns import Turns


def unread(*args: Any, **kwargs: Any) -> str:
    """Stand in for the words of a log that nobody reads."""
    return ""


#: What autobahn lays out for lines of a debug log, in colours, at every handshake and message.
for module in (autobahn, bridge):
    for name in {"pformat", "hltype", "hlval"} & vars(module).keys():
        setattr(module, name, unread)


class Clock:
    """How long ago something was, by a clock that nobody sets.

    Daphne asks for the time of day: set back by ten minutes, no ping would be due for so
    long; set forward by a day, every socket would be closed.
    """

    time = staticmethod(time.monotonic)


for module in (http_protocol, serving, ws_protocol):
    module.time = Clock

OPTIONS = {
    "maxMessagePayloadSize": MOST_UP,
    "maxFramePayloadSize": MOST_UP,
    "closeHandshakeTimeout": CLOSE_SECONDS,
    # What is refused is refused in words of the protocol: 1009, 1002, 1007.
    "failByDrop": False,
}


#: Connections are looked after so many at a time, with a pause for everybody else, every few seconds.
FEW = 10
#: The standard's code for a message that is more than anybody wants to take.
TOO_BIG = 1009
#: So many unread requests are within every bound, however large each is.
FEW_UNREAD = MOST_UNREAD_BYTES // MOST_UP
PAUSE = 0.01
LOOK_SECONDS = 2
GONE = {"disconnected": 0.0}


class WireProtocol(WebSocketProtocol):
    """A web socket that takes finished frames and closes with any code of the standard."""

    data: bytes  # what has come and is not read yet
    wire: DirectWire | None = None

    def connectionLost(self, reason: Any) -> None:  # noqa: N802 - Twisted's name
        if self.wire is not None:
            self.wire.go_round()  # the system gives the socket's number to the next who comes
            self.wire = None
        super().connectionLost(reason)

    def onOpen(self) -> None:  # noqa: N802 - Daphne's name
        # The page's part of the connection is over; its channel would stay for nothing.
        self.transport.unregisterProducer()
        self.last_ping = time.monotonic() + until_first_ping() - PING_SECONDS
        super().onOpen()

    def handle_reply(self, message: dict[str, Any]) -> None:
        """What ASGI says of this socket; Daphne knows no answer to a handshake but 101 and 403."""
        if message["type"] == f"{ANSWER}.start":
            denied = ConnectionDeny(message["status"], HTTPStatus(message["status"]).phrase)
            self.handshake_deferred.errback(denied)
            del self.handshake_deferred
            self.server.protocol_disconnected(self)
        else:
            super().handle_reply(message)

    def consumeData(self) -> None:  # noqa: N802 - autobahn's name
        """Read plain messages by ourselves; from the first other frame on it is autobahn's turn."""
        if self.state == self.STATE_OPEN and not self.inside_message and self.current_frame is None:
            texts, size = plain_texts(self.data, MOST_UP)
            self.data = self.data[size:]
            for text in texts:
                self._hear(text)
        if self.data:
            super().consumeData()

    def _hear(self, text: str) -> None:
        if self.autoPingTimeoutCall is not None:  # what comes shows as well as a pong that it lives
            self._cancelAutoPingTimeoutCall()
        self._make_room()
        if not self.muted:
            self.application_queue.put_nowait({"type": "websocket.receive", "text": text})

    def onMessageBegin(self, isBinary: bool) -> None:  # noqa: N802, N803 - autobahn's names
        super().onMessageBegin(isBinary)
        self.fragments = 0

    def onMessageFrameBegin(self, length: int) -> None:  # noqa: N802 - autobahn's name
        super().onMessageFrameBegin(length)
        self.fragments += 1
        if self.fragments > MOST_FRAGMENTS and not self.failedByMe:
            self._fail_connection(TOO_BIG, "too many frames")

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        self._make_room()
        super().onMessage(payload, isBinary)

    def _make_room(self) -> None:
        waiting = self.application_queue.qsize()
        if waiting >= MOST_UNREAD or (waiting > FEW_UNREAD and self._unread() > MOST_UNREAD_BYTES):
            self.close(TOO_MANY)

    def _unread(self) -> int:
        """The bytes that wait to be read, more or less."""
        return sum(len(message.get("text") or "") for message in self.application_queue._queue)

    def way(self) -> Way:
        way: Way = self.transport.socket.send
        return way

    def finish(self, rest: bytes) -> bool:
        """What the direct way left goes behind what waits, or that way again when nothing does."""
        transport, wire = self.transport, self.wire
        if wire is None or self.state != self.STATE_OPEN:
            return False
        if transport.dataBuffer or transport._tempDataBuffer:
            return self._wait_with(rest)
        if not wire.is_direct:
            wire.go_direct()
            return wire.write(rest)
        self.sendData(rest)  # the socket is full for now, or broken: the transport finds out which
        return True

    def _wait_with(self, frame: bytes) -> bool:
        """Put a frame behind those that already wait for the socket."""
        transport = self.transport
        unsent = len(transport.dataBuffer) - transport.offset + transport._tempDataLen
        if unsent + len(frame) > MOST_UNSENT:
            self.close(LAGGING)
            return False
        self.sendData(frame)
        return True

    def sendData(self, data: bytes, *args: Any, **kwargs: Any) -> None:  # noqa: N802 - autobahn's name
        """Write by the transport. Of a broken socket uvloop ends its watch and tells nobody."""
        if self.wire is not None:
            self.wire.go_round()
        try:
            super().sendData(data, *args, **kwargs)
        except RuntimeError:
            self.transport.connectionLost(Failure(ConnectionLost()))

    def close(self, code: int) -> None:
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=code)

    def sendCloseFrame(self, *args: Any, **kwargs: Any) -> None:  # noqa: N802 - autobahn's name
        """Close, for whatever reason; the application need not wait for the other side."""
        was_open = self.state == self.STATE_OPEN
        super().sendCloseFrame(*args, **kwargs)
        if was_open:
            disconnect = {"type": "websocket.disconnect", "code": self.localCloseCode or 1005}
            self.application_queue.put_nowait(disconnect)
            self.muted = True  # nothing that still comes up is for the application

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802 - Daphne's name
        self.close(1000 if code is None else code)


def is_direct(transport: Any) -> bool:
    """Whether writing past this transport is known to be sound: plain TCP, as Twisted is today."""
    known = ("socket", "dataBuffer", "offset", "_tempDataBuffer", "_tempDataLen")
    is_plain = isinstance(transport, Connection) and not transport.TLS
    return is_plain and all(hasattr(transport, name) for name in known)


def turns_until_due(protocol: Any) -> int:
    """Who is silent is pinged in time; a request, or a handshake, may be over at any moment."""
    if not isinstance(protocol, WireProtocol) or protocol.state != protocol.STATE_OPEN:
        return 1
    return ceil((protocol.last_ping + PING_SECONDS - time.monotonic()) / LOOK_SECONDS)


class PatientServer(Server):
    """Daphne that offers wires, and lets running requests finish before it ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connections: dict[Any, dict[str, Any]] = {}
        #: Connections that are gone, or whose application is: nothing else has to be cleaned up.
        self.ended: set[Any] = set()
        self.turns: Turns[Any] = Turns(PING_SECONDS // LOOK_SECONDS + 1)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if isinstance(protocol, WireProtocol) and is_direct(protocol.transport):
            protocol.wire = DirectWire(protocol)
            scope["extensions"] = {WIRE: protocol.wire, ANSWER: {}}
        queue = super().create_application(protocol, scope)
        self.turns.put(protocol, 1)
        if task := self.connections.get(protocol, {}).get("application_instance"):
            task.add_done_callback(lambda _task: self.ended.add(protocol))
        return queue

    def protocol_disconnected(self, protocol: Any) -> None:
        super().protocol_disconnected(protocol)
        self.ended.add(protocol)
        self.turns.drop(protocol)

    def application_checker(self) -> None:
        """Clean up after what has ended. Daphne looks at every open socket for that, every second."""
        everybody = self.connections
        ended = {one: everybody[one] for one in self.ended if one in everybody}
        self.connections, self.ended = dict(ended), set()
        try:
            super().application_checker()
        finally:
            self.ended |= {
                one for one, found in self.connections.items() if "disconnected" in found
            }
            for one in ended.keys() - self.connections.keys():
                del everybody[one]
            self.connections = everybody

    def timeout_checker(self) -> None:
        """Send the pings that are due. Daphne looks at everybody for that, and sends all of them at once."""
        self._look_after(iter(self.turns.next()))

    def _look_after(self, waiting: Iterator[Any]) -> None:
        few = list(islice(waiting, FEW))
        for protocol in few:
            if "disconnected" not in self.connections.get(protocol, GONE):
                protocol.check_timeouts()
                self.turns.put(protocol, turns_until_due(protocol))
        loop = asyncio.get_running_loop()
        if few:
            loop.call_later(PAUSE, self._look_after, waiting)
        else:
            loop.call_later(LOOK_SECONDS, self.timeout_checker)

    def kill_all_applications(self) -> Deferred[None]:
        return Deferred.fromFuture(asyncio.ensure_future(self._wind_down()))

    async def _wind_down(self) -> None:
        for listener in self.listeners:
            listener.addCallback(lambda port: port.stopListening())
        every = (details.get("application_instance") for details in self.connections.values())
        await finish(self.application, {task for task in every if task is not None})


def hold_signals() -> None:
    """Whoever asks to stop while the reactor starts is heard when it runs; it drops what comes in between."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    reactor.callWhenRunning(signal.pthread_sigmask, signal.SIG_SETMASK, before)


def make_server(
    listening: socket.socket, application: Any, ready: Callable[[], None]
) -> PatientServer:
    """A server on a socket that listens already; `ready` is called when it answers."""

    def begin() -> None:
        bound(server.http_factory)
        server.ws_factory.protocol = WireProtocol
        server.ws_factory.setProtocolOptions(**OPTIONS)
        hold_signals()
        ready()

    own = listening.detach()  # Twisted closes the number it is given; nobody may close it again
    server = PatientServer(
        application,
        endpoints=[f"fd:fileno={own}"],
        ready_callable=begin,
        server_name="",
        application_close_timeout=SECONDS_TO_FINISH,
        ping_interval=PING_SECONDS,
        websocket_handshake_timeout=HANDSHAKE_SECONDS,
        verbosity=0,
    )
    return server
