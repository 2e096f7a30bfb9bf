"""The real server as a process of its own, on a port and a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from jobfair.bootstrap import ROOT
from jobfair.ops.server import DEFAULT

#: By which web server the socket, fault and browser tests are run.
SERVER = os.environ.get("JOBFAIR_TEST_SERVER", DEFAULT)
SECONDS_TO_START = 30
SECONDS_TO_STOP = 10


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a project whose data is in `data`, and nothing else of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    key = "only-for-the-tests-of-the-server-itself-and-long-enough"
    return {**kept, "DATA_DIR": str(data), "SECRET_KEY": key, "JOBFAIR_TESTING": "1", **more}


def manage(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the project to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running `manage.py serve` (or another command that serves); a context manager."""

    program: tuple[str, ...] = ("manage.py",)

    def __init__(self, *arguments: str, env: dict[str, str]) -> None:
        """Start it, without waiting."""
        self.output: list[str] = []
        self.unread: SimpleQueue[str] = SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, *self.program, *arguments],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.reader = Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        """Take each line as it comes; an empty one says that the output has ended."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.unread.put(line)
        self.unread.put("")

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *problem: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def wait_for(self, text: str, seconds: float = SECONDS_TO_START) -> str:
        """Read its output until a line has `text`; return that line. Fails after `seconds`."""
        deadline = time.monotonic() + seconds
        while line := self.next_line(deadline - time.monotonic()):
            if text in line:
                return line
        raise AssertionError(f"no {text!r} in:\n{self.text}")

    def next_line(self, seconds: float) -> str:
        """Return the next line of its output; nothing at the end or after `seconds`."""
        try:
            line = self.unread.get(timeout=max(0, seconds))
        except Empty:
            return ""
        self.output.append(line)
        return line

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to stop; return its exit code. Everything it printed is in `output`."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=SECONDS_TO_STOP)
        while self.next_line(SECONDS_TO_STOP):
            pass
        return code

    @property
    def text(self) -> str:
        """Everything it printed so far."""
        return "".join(self.output)
