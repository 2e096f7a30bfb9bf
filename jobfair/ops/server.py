"""The web server: Daphne on uvloop, listening on a socket that was opened beforehand."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daphne.server import Server

#: What is running when the server is told to stop may take this long to finish.
SECONDS_TO_FINISH = 5.0
#: What the protocol refuses by itself is not read whole first.
LARGEST_FRAME = 64 * 1024


def install_event_loop() -> None:
    """Give Twisted a uvloop; must come before anything imports the reactor."""
    from twisted.internet import asyncioreactor
    from uvloop import new_event_loop

    loop = new_event_loop()
    asyncio.set_event_loop(loop)
    asyncioreactor.install(loop)


def serve(listening: socket.socket, application: Any, ready: Callable[[], None]) -> None:
    """Answer on `listening` until a signal says stop; `ready` is called when it answers."""
    install_event_loop()
    make_server(listening, application, ready).run()


def make_server(listening: socket.socket, application: Any, ready: Callable[[], None]) -> Server:
    """Return a Daphne that lets running requests finish before it ends."""
    from daphne.server import Server
    from twisted.internet.defer import Deferred

    class PatientServer(Server):
        def kill_all_applications(self) -> Deferred[None]:
            return Deferred.fromFuture(asyncio.ensure_future(wind_down(self)))

    def begin() -> None:
        server.ws_factory.protocol = socket_protocol()
        ready()

    server = PatientServer(
        application,
        endpoints=[f"fd:fileno={listening.fileno()}"],
        ready_callable=begin,
        server_name="",
        application_close_timeout=SECONDS_TO_FINISH,
        websocket_max_message_size=LARGEST_FRAME,
        websocket_max_frame_size=LARGEST_FRAME,
        verbosity=0,
    )
    return server


def socket_protocol() -> type:
    """Return Daphne's web socket, able to close with every code the standard has.

    Autobahn lets applications send 1000 and the private codes only; 1009 (too big) and
    1012 (restarting) are a server's to send, and this is the server.
    """
    from daphne.ws_protocol import WebSocketProtocol

    class FrankProtocol(WebSocketProtocol):
        def serverClose(self, code: int | None = None) -> None:  # noqa: N802 - Daphne's name
            self.sendCloseFrame(code=1000 if code is None else code)

    return FrankProtocol


async def wind_down(server: Server) -> None:
    """Take no new connection, wait for what is running, and cancel what takes too long."""
    for listener in server.listeners:
        listener.addCallback(lambda port: port.stopListening())
    await say_that_it_ends(server.application)
    running = [
        details["application_instance"]
        for details in server.connections.values()
        if "application_instance" in details
    ]
    if running:
        _, late = await asyncio.wait(running, timeout=SECONDS_TO_FINISH)
        for task in late:
            task.cancel()


async def say_that_it_ends(application: Any) -> None:
    """Tell the application by ASGI's lifespan, which Daphne itself does not speak."""
    messages: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    for message in ("lifespan.startup", "lifespan.shutdown"):
        messages.put_nowait({"type": message})

    async def heard(message: dict[str, Any]) -> None:
        """Its answers change nothing: the server ends in any case."""

    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_FINISH):
            await application({"type": "lifespan"}, messages.get, heard)
