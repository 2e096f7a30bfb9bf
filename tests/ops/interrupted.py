"""`manage.py serve` that is asked to stop by Ctrl-C while its reactor is still starting."""

from __future__ import annotations

import os
import signal
import sys

from django.core.management import execute_from_command_line

from jobfair.ops import server

install_event_loop = server.install_event_loop


def install_and_interrupt() -> None:
    install_event_loop()
    from twisted.internet import reactor

    reactor.addSystemEventTrigger("before", "startup", os.kill, os.getpid(), signal.SIGINT)  # type: ignore[attr-defined]


if __name__ == "__main__":
    server.install_event_loop = install_and_interrupt
    execute_from_command_line(["manage.py", *sys.argv[1:]])
