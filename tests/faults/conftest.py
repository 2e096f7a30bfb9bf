"""One real server on SQLite, with a conversation in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from jobfair.bootstrap import ROOT
from jobfair.ops.server import DEFAULT
from tests.servers import Server, environment, free_port, manage
from tests.talkers import MAKE_TALKS

TOKEN = "t" * 32


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str


class Stays(HTTPRedirectHandler):
    """A redirect is an answer like others."""

    def redirect_request(self, *args: object, **named: object) -> None:
        return None


class Alone:
    """A server that may be stopped and started again on the same port and data."""

    def __init__(self, data: Path, talk: str) -> None:
        self.database = data / "jobfair.sqlite3"
        self.env = settings_of(data)
        self.talk, self.booth, self.fair, self.seeker, self.rep = talk.split()
        self.stream = f"conversation.{self.talk}"
        self.port = free_port()
        self.server: Server

    def start(self, program: type[Server] = Server, *, server: str = DEFAULT) -> Server:
        """Serve, by another program where a test wants one that dies."""
        words = ["serve", "--no-worker", "--port", str(self.port), "--server", server]
        self.server = program(*words, env=self.env)
        self.server.wait_for("Serving")
        return self.server

    def manage(self, *words: str) -> str:
        """What a command prints that works on the same data."""
        done = manage(*words, env=self.env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def resident(self) -> int:
        """Bytes of memory the server holds now."""
        lines = Path(f"/proc/{self.server.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def say_by_form(self, text: str, cid: str, **headers: str) -> Answer:
        """What the jobseeker's form is answered, which needs no script."""
        fields = {"csrfmiddlewaretoken": TOKEN, "cid": cid, "text": text}
        return self.post(f"/talk/{self.talk}/send/", fields, **headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """The answer to a form of the jobseeker's, whatever it is; where it leads is not followed."""
        cookies = f"sessionid={self.seeker}; csrftoken={TOKEN}"
        request = Request(
            f"http://127.0.0.1:{self.port}{path}",
            urlencode(fields).encode(),
            {"Cookie": cookies, "Accept-Language": "zh-CN", **headers},
        )
        try:
            with build_opener(Stays).open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read().decode())

    def page(self) -> int:
        """Read the hall as a visitor does; the status."""
        with urlopen(f"http://127.0.0.1:{self.port}/fairs/{self.fair}/hall/", timeout=5) as answer:
            return int(answer.status)


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
