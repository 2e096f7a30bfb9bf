"""Running the server and its worker together, from the first address to the clean end."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

from jobfair.ops import server
from jobfair.ops.checkpoints import checkpoints_beside
from jobfair.ops.large_pages import memory_gathered
from jobfair.ops.preflight import database_file
from jobfair.ops.supervisor import Supervisor, worker_command

#: So many looks at what is middle-aged before one at everything: with 5,000 open sockets that one
#: takes 0.4 s, during which nobody is answered, and by Python's own ten it came eleven times while they opened.
OLD_AFTER = 100


def run(
    listening: socket.socket,
    *,
    with_worker: bool,
    announce: Callable[[], None],
    by: str = server.DEFAULT,
) -> None:
    """Serve until Ctrl-C or SIGTERM; the worker starts first and ends last."""
    worker = Supervisor(worker_command()) if with_worker else nullcontext()
    # Ctrl-C before the server listens for it is an end like any other.
    with worker, suppress(KeyboardInterrupt):
        application = load_application()
        with memory_gathered(), checkpoints_beside(database_file()):
            server.serve(listening, application, announce, by)
    say("已停止。 Stopped.")


def load_application() -> Any:
    """Return the ASGI application with its addresses read, so that nobody waits for them.

    Nor for the collector: what is loaded by now stays and is not looked through again, and
    what has grown old since (open sockets, mostly) is looked through a tenth as often.
    """
    gc.disable()
    application = import_string(settings.ASGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018
    gc.freeze()
    gc.enable()
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, OLD_AFTER)
    return application


def address(listening: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    host, port = listening.getsockname()[:2]
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True, file=sys.stdout)
