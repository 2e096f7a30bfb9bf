"""One real server on SQLite, with a conversation in it."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from jobfair.bootstrap import ROOT
from jobfair.ops.memory import resident_bytes
from tests.forms import Sender
from tests.servers import SERVER, Server, environment, free_port, manage
from tests.talkers import MAKE_TALKS

SECONDS_TO_NOTICE = 20


class Alone:
    """A server that may be stopped and started again on the same port and data."""

    def __init__(self, data: Path, talk: str) -> None:
        self.database = data / "jobfair.sqlite3"
        self.env = settings_of(data)
        self.talk, self.booth, self.fair, self.seeker, self.rep = talk.split()
        self.stream = f"conversation.{self.talk}"
        self.port = free_port()
        self.server: Server

    def start(self, program: type[Server] = Server) -> Server:
        """Serve, by another program where a test wants one that dies."""
        words = ["serve", "--no-worker", "--port", str(self.port), "--server", SERVER]
        self.server = program(*words, env=self.env)
        self.server.wait_for("Serving")
        return self.server

    def manage(self, *words: str) -> str:
        """What a command prints that works on the same data."""
        done = manage(*words, env=self.env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def lease(self) -> datetime:
        """Until when the rep's desk counts as open; long ago where it never did."""
        with closing(sqlite3.connect(self.database)) as database:
            (until,) = database.execute("SELECT max(until) FROM booths_lease").fetchone()
        return datetime.fromisoformat(until or "2000-01-01").replace(tzinfo=UTC)

    def resident(self) -> int:
        """Bytes of memory the server holds now."""
        return resident_bytes(self.server.process.pid)

    def set_clock(self, seconds: int) -> None:
        """How wrong a skewed server's clock is from now on; it meets the old number or the new one."""
        draft = self.database.with_name("clock.draft")
        draft.write_text(str(seconds))
        draft.rename(self.database.with_name("clock"))

    def by_form(self) -> Sender:
        """The jobseeker's browser, which runs no scripts."""
        return Sender(self.port, self.seeker)

    def page(self) -> int:
        """Read the hall as a visitor does; the status."""
        with urlopen(f"http://127.0.0.1:{self.port}/fairs/{self.fair}/hall/", timeout=5) as answer:
            return int(answer.status)


async def becomes(wanted: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(SECONDS_TO_NOTICE):
        while not wanted():
            await asyncio.sleep(0.05)


def settings_of(data: Path) -> dict[str, str]:
    return environment(data, DJANGO_SETTINGS_MODULE="jobfair.settings")


@pytest.fixture(scope="module")
def talk(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder to be copied, and what is to be known of the conversation in it."""
    data = Path(shutil.copytree(migrated, tmp_path_factory.mktemp("talk") / "data"))
    made = [sys.executable, "-c", MAKE_TALKS]
    env = settings_of(data)
    done = subprocess.run(made, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return data, done.stdout.splitlines()[0]


@pytest.fixture
def alone(talk: tuple[Path, str], tmp_path: Path) -> Iterator[Alone]:
    data, words = talk
    made = Alone(Path(shutil.copytree(data, tmp_path / "data")), words)
    yield made
    made.server.__exit__()
