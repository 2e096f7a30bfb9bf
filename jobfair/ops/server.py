"""The web server: Daphne on uvloop, listening on a socket that was opened beforehand."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daphne.server import Server

#: What is running when the server is told to stop may take this long to finish.
SECONDS_TO_FINISH = 5.0


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

    return PatientServer(
        application,
        endpoints=[f"fd:fileno={listening.fileno()}"],
        ready_callable=ready,
        server_name="",
        application_close_timeout=SECONDS_TO_FINISH,
        verbosity=0,
    )


async def wind_down(server: Server) -> None:
    """Take no new connection, wait for what is running, and cancel what takes too long."""
    for listener in server.listeners:
        listener.addCallback(lambda port: port.stopListening())
    running = [
        details["application_instance"]
        for details in server.connections.values()
        if "application_instance" in details
    ]
    if running:
        _, late = await asyncio.wait(running, timeout=SECONDS_TO_FINISH)
        for task in late:
            task.cancel()
