"""The real server as a process: started, killed in the middle of things, started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

from jobfair.bootstrap import ROOT
from jobfair.ops.memory import resident_bytes

SECONDS_TO_START = 90
SECONDS_TO_STOP = 20


def is_socket(file: Path) -> bool:
    """Whether this is one of a process' sockets, and still there."""
    try:
        return str(file.readlink()).startswith("socket:")
    except OSError:
        return False


class Serving:
    """Always on the same port; everything it ever wrote is in `output`."""

    def __init__(self, server: str, port: int) -> None:
        self.port = port
        self._command = [sys.executable, "manage.py", "serve", "--no-worker"]
        self._command += ["--server", server, "--port", str(port)]
        self._output = TemporaryFile()  # noqa: SIM115 - closed by stop()
        self._process = self._begun()

    def _begun(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command, cwd=ROOT, stdout=self._output, stderr=subprocess.STDOUT
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        self._output.seek(0)
        return self._output.read().decode(errors="replace")

    def start_again(self) -> None:
        """After it has ended: start it on the same port and data."""
        self._process = self._begun()
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """RuntimeError with its words if it does not."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self.output)
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut does it."""
        self._process.kill()
        self._process.wait()

    def ask_to_stop(self) -> None:
        """As an update does it; killed if it does not come to an end."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()

    def resident_bytes(self) -> int:
        return resident_bytes(self.pid)

    def open_sockets(self) -> int:
        """Files are not counted: a thread that is asked for the first time opens the database's."""
        return sum(1 for file in Path(f"/proc/{self.pid}/fd").iterdir() if is_socket(file))

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz/live", timeout=2):
                return True
        except (URLError, OSError):
            return False
