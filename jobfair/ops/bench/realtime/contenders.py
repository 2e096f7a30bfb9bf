"""Who is measured: how each is started, greeted, joined and spoken to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import connection

from jobfair.bootstrap import ROOT
from jobfair.ops.bench.cores import SERVER, stay_on_core
from jobfair.ops.bench.pages import free_port
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.bench.realtime.sockets import Crowd, Member
from jobfair.ops.children import environment
from jobfair.ops.memory import resident_bytes

SOURCES = Path(__file__).parent / "node"
#: Packages of others are fetched into the data folder, which is never committed.
NODE_FOLDER = ROOT / "data" / "bench-node"
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
)
SECONDS_TO_START = 60
MANY = 1 << 40


class Contender:
    """A server and the language its clients speak; this one has neither accounts nor rooms."""

    name = "?"
    keeps = False
    #: The largest audience it is asked to bear.
    most = 10_000
    #: Its pings, where they are texts; to be answered so.
    pings: Mapping[bytes, str] = {}

    def command(self, port: int) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return environment(DJANGO_SETTINGS_MODULE="jobfair.ops.bench.settings")

    def request(self, port: int, pair: Pair, cookie: str) -> bytes:
        return HANDSHAKE.format(path="/", port=port, more="").encode()

    def greet(self, member: Member, text: bytes) -> bool:
        """Whether the socket is open with this text; may answer."""
        return True

    def join(self, member: Member, pair: Pair) -> bool:
        """Ask to hear the pair's talk; whether an answer will come."""
        return False

    def frame(self, member: Member, pair: Pair, text: str, *, keep: bool) -> str:
        """What this member sends to say it in the pair's talk."""
        return text

    def is_answer(self, member: Member, text: bytes) -> bool:
        """Whether this tells the member that what it said last is kept."""
        return False


class Ours(Contender):
    keeps = True

    def __init__(self, server: str) -> None:
        self.name, self.server = f"jobfair, {server}", server

    def command(self, port: int) -> list[str]:
        serve = ["serve", "--no-worker", "--server", self.server, "--port", str(port)]
        return [sys.executable, "manage.py", *serve]

    def request(self, port: int, pair: Pair, cookie: str) -> bytes:
        more = f"Sec-WebSocket-Protocol: jobfair.v1\r\nCookie: {cookie}\r\n"
        return HANDSHAKE.format(path="/ws", port=port, more=more).encode()

    def greet(self, member: Member, text: bytes) -> bool:
        return b'"hello"' in text

    def join(self, member: Member, pair: Pair) -> bool:
        stream = f"conversation.{pair.conversation}"
        # Ahead of the stream: whoever listens to what comes need not read what was.
        member.say(json.dumps({"id": 1, "do": "subscribe", "stream": stream, "after": MANY}))
        return True

    def frame(self, member: Member, pair: Pair, text: str, *, keep: bool) -> str:
        saying = {"conversation": pair.conversation, "cid": token_hex(16), "text": text}
        return json.dumps({"id": 2, "do": "chat.send", **saying})

    def is_answer(self, member: Member, text: bytes) -> bool:
        if text.startswith(b'{"id":2,"error"'):
            raise RuntimeError(text.decode())
        return text.startswith(b'{"id":2,')


class OursOnACopy(Ours):
    """SQLite serves one server; where others of ours are open too, each starts on what everybody begins with."""

    def environment(self) -> dict[str, str]:
        path = settings.DATA_DIR / f"{token_hex(8)}.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return {**super().environment(), "DATABASE_URL": f"sqlite:///{path}"}


class Textbook(Contender):
    name = "textbook consumer, daphne"
    keeps = True
    most = 1000

    def command(self, port: int) -> list[str]:
        application = "jobfair.ops.bench.realtime.textbook:application"
        return [sys.executable, "-m", "daphne", "-v", "0", "-p", str(port), application]

    def environment(self) -> dict[str, str]:
        return environment(DJANGO_SETTINGS_MODULE="jobfair.ops.bench.realtime.textbook_settings")

    def request(self, port: int, pair: Pair, cookie: str) -> bytes:
        path, more = f"/room/{pair.conversation}", f"Cookie: {cookie}\r\n"
        return HANDSHAKE.format(path=f"{path}/", port=port, more=more).encode()

    def frame(self, member: Member, pair: Pair, text: str, *, keep: bool) -> str:
        member.key = cid = token_hex(16)
        return json.dumps({"cid": cid, "text": text, "keep": keep})

    def is_answer(self, member: Member, text: bytes) -> bool:
        return str(member.key).encode() in text


class Alone(Contender):
    name = "send alone"

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "jobfair.ops.bench.realtime.alone", str(port)]


class Node(Contender):
    def __init__(self, name: str, script: str) -> None:
        self.name, self.script = name, script

    def command(self, port: int) -> list[str]:
        return ["node", str(NODE_FOLDER / self.script), str(port)]


class SocketIo(Node):
    pings = {b"2": "3"}

    def request(self, port: int, pair: Pair, cookie: str) -> bytes:
        path = "/socket.io/?EIO=4&transport=websocket"
        return HANDSHAKE.format(path=path, port=port, more="").encode()

    def greet(self, member: Member, text: bytes) -> bool:
        if text.startswith(b"0"):
            member.say("40")
        return text.startswith(b"40")

    def frame(self, member: Member, pair: Pair, text: str, *, keep: bool) -> str:
        return f"42{json.dumps(['say', text])}"


#: Those of the JavaScript world.
NODE = [
    SocketIo("socket.io", "socketio.js"),
    SocketIo("socket.io that stores", "socketio-stores.js"),
    Node("ws", "ws.js"),
]


def node_contenders() -> list[Contender]:
    """All of them, or none where Node or its packages cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return []
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    for source in SOURCES.iterdir():
        shutil.copy(source, NODE_FOLDER)
    fetch = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(fetch, cwd=NODE_FOLDER, capture_output=True, check=False).returncode:
        return []
    return [*NODE]


@dataclass(frozen=True)
class Running:
    """A contender that answers, alone on its core."""

    contender: Contender
    process: subprocess.Popen[bytes]
    port: int

    def cpu_seconds(self) -> float:
        """The processor's time it has used."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self) -> int:
        return resident_bytes(self.process.pid)


@contextmanager
def running(contender: Contender, pair: Pair) -> Iterator[Running]:
    """Start it as its own process on the first core; it is gone afterwards."""
    port = free_port()
    process = subprocess.Popen(
        contender.command(port),
        cwd=ROOT,
        env=contender.environment(),
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: stay_on_core(SERVER),
    )
    try:
        server = Running(contender, process, port)
        wait_until_it_answers(server, pair)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_it_answers(running: Running, pair: Pair) -> None:
    """Return when a first socket has been greeted; RuntimeError if it does not come to that."""
    request = running.contender.request(running.port, pair, pair.rep)
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and running.process.poll() is None:
        crowd = Crowd(running.port, running.contender.pings)
        try:
            crowd.open([request], running.contender.greet)
            return
        except OSError:
            time.sleep(0.1)
        finally:
            crowd.close()
    raise RuntimeError(f"{running.contender.name} did not start")
