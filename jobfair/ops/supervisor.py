"""Keeps one worker process beside a server: starts it, restarts it, takes it along at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from threading import Event, Thread

import structlog

from jobfair.bootstrap import ROOT
from jobfair.ops.signals import ending, start_beside

log = structlog.get_logger(__name__)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
#: A worker that lived this long was healthy, so the next pause is short again.
HEALTHY_SECONDS = 60.0
SECONDS_TO_FINISH = 7.0


def worker_command() -> list[str]:
    """Return the command that starts a worker tied to this process."""
    return [sys.executable, str(ROOT / "manage.py"), "worker", "--parent", str(os.getpid())]


class Supervisor:
    """One child process, always running inside a `with` block."""

    def __init__(self, command: Sequence[str]) -> None:
        """Watch over a process started by `command`."""
        self.command = list(command)
        self.stopping = Event()
        self.child: subprocess.Popen[bytes] | None = None
        self.thread = Thread(target=self.keep_running, name="supervisor", daemon=True)

    def __enter__(self) -> Supervisor:
        """Start the child; returns at once."""
        start_beside(self.thread)
        return self

    def keep_running(self) -> None:
        """Start the child again whenever it ends, ever more slowly while it keeps failing."""
        pause = FIRST_PAUSE
        while not self.stopping.is_set():
            started = time.monotonic()
            # Its own session: Ctrl-C in the terminal reaches the server, which ends the worker.
            with ending(signal.SIG_UNBLOCK):  # the child is to hear when it shall end
                self.child = subprocess.Popen(
                    self.command, stdin=subprocess.DEVNULL, start_new_session=True
                )
            code = self.child.wait()
            if self.stopping.is_set():
                return
            lived = time.monotonic() - started
            pause = FIRST_PAUSE if lived > HEALTHY_SECONDS else min(pause * 2, LONGEST_PAUSE)
            log.warning("worker_ended", code=code, restart_in=pause)
            self.stopping.wait(pause)

    def __exit__(self, *problem: object) -> None:
        """End the child, kindly first, and wait until it is gone."""
        self.stopping.set()
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()
        self.thread.join(SECONDS_TO_FINISH)
        if self.thread.is_alive() and self.child is not None:
            self.child.kill()
            self.thread.join()
