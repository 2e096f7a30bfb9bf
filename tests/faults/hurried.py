"""`manage.py serve` that pings its sockets every second, and takes a second without an answer for the end.

How long it really waits stands in `realtime/servers`; a test cannot wait for that. Its clock
can be set as well.
"""

from __future__ import annotations

import sys
from functools import partialmethod

from django.core.management import execute_from_command_line

from jobfair.ops import server
from realtime import servers
from tests.faults import skewed

install_event_loop = server.install_event_loop


def install_and_hurry() -> None:
    """Daphne cannot be imported before the loop is installed."""
    install_event_loop()
    from daphne.server import Server

    Server.__init__ = partialmethod(Server.__init__, ping_timeout=1)  # type: ignore[assignment]


if __name__ == "__main__":
    skewed.install()
    servers.PING_SECONDS = 1
    server.install_event_loop = install_and_hurry
    execute_from_command_line(["manage.py", *sys.argv[1:]])
