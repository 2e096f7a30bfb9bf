"""The web server, on uvloop, listening on a socket that was opened beforehand."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from typing import Any

SERVERS = ("daphne", "uvicorn")
DEFAULT = "daphne"


def serve(
    listening: socket.socket, application: Any, ready: Callable[[], None], server: str
) -> None:
    """Answer on `listening` until a signal says stop; `ready` is called when it answers.

    Once for each process: Daphne's reactor cannot be run twice.
    """
    if server == "uvicorn":
        from realtime.servers import uvicorn

        uvicorn.make_server(application, ready).run(sockets=[listening])
    else:
        install_event_loop()
        from realtime.servers import daphne

        daphne.make_server(listening, application, ready).run()


def install_event_loop() -> None:
    """Give Twisted a uvloop, and a clock that nobody sets: it would time all it does by the time of day.

    Must come before anything imports the reactor.
    """
    from twisted.internet import asyncioreactor
    from uvloop import new_event_loop

    loop = new_event_loop()
    asyncio.set_event_loop(loop)
    asyncioreactor.install(loop)
    from twisted.internet import reactor

    reactor.seconds = time.monotonic  # type: ignore[method-assign, misc]
