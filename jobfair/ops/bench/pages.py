"""How many pages a second a large fair gives while intents are recorded, each as a share of an empty view's."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.accounts.services import grant_role
from jobfair.bootstrap import ROOT
from jobfair.fairs.models import Fair
from jobfair.ops.bench import client
from jobfair.ops.bench.cores import LOAD, SERVER, only_on_core, stay_on_core
from jobfair.ops.bench.verdict import mark
from jobfair.ops.preflight import open_port
from jobfair.ops.static import build_if_stale

EMPTY = "empty view"
BOARD = "board"
#: The least share of the empty view's pages a second that each page must reach.
TARGETS = {"home": 0.25, "hall": 0.10, "booth": 0.20, BOARD: 1 / 3}
CONNECTIONS = 4
MOST_PAGES_A_RUN = 4000
#: Steps a second recorded meanwhile, so that what is kept is made anew as often as at a fair:
#: 100,000 entries in a day of eight hours are three and a half.
PACE = 5.0
RECORDERS = 20


@dataclass(frozen=True)
class Row:
    """The medians of one page over all rounds; times in milliseconds."""

    name: str
    rate: float
    p50: float
    p99: float
    cpu: float
    size: int
    ratio: float
    queries: tuple[int, int] = (0, 0)

    @property
    def target(self) -> float | None:
        """The least ratio asked of this page, if any."""
        return TARGETS.get(self.name)

    @property
    def holds(self) -> bool:
        return self.target is None or self.ratio >= self.target


def addresses(fair: Fair) -> dict[str, str]:
    """Return the pages that are measured, the empty one first."""
    booth = fair.booths.earliest("created_at")
    return {
        EMPTY: "/bench/empty",
        "home": reverse("web:home"),
        "hall": reverse("web:hall", args=[fair.pk]),
        "search": f"{reverse('web:search')}?q={quote('包装')}",
        "new search": f"{reverse('web:search')}?q={quote('包装员')}{client.NUMBER}",
        "booth": reverse("web:booth", args=[booth.pk]),
        BOARD: reverse("web:desk_board", args=[fair.pk]),
    }


def measure(fair: Fair, *, rounds: int, seconds: float) -> list[Row]:
    """Start the real server, ask for every page in each round, and return the medians."""
    from jobfair.ops.bench.intents_by_socket import jobseekers, keys
    from jobfair.ops.bench.recording import Recording

    build_if_stale()  # the pages are asked for here as well, before any server has named the files
    paths, cookies = addresses(fair), {BOARD: organiser_cookie(fair)}
    asked = {name: queries(path, cookies.get(name, "")) for name, path in paths.items()}
    recorders, positions = jobseekers(RECORDERS), keys(fair)
    with only_on_core(LOAD), running_server() as server:

        def one_round(seconds: float) -> dict[str, client.Load]:
            return {
                name: ask(server, path, seconds=seconds, cookie=cookies.get(name, ""))
                for name, path in paths.items()
            }

        with Recording(server.port, recorders, positions, PACE):
            one_round(min(seconds, 1.0))
            results = [one_round(seconds) for _ in range(rounds)]
    return [row(name, results, asked[name]) for name in paths]


def queries(path: str, cookie: str) -> tuple[int, int]:
    """How often the database is asked for a page that nobody has seen yet, and for the same again."""
    visitor = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_LANGUAGE="zh-CN", HTTP_COOKIE=cookie)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = visitor.get(path)
        if answer.status_code != 200:
            raise client.BadAnswer(f"{answer.status_code}: {path}")
        counts.append(len(asked))
    return counts[0], counts[1]


def organiser_cookie(fair: Fair) -> str:
    """Let somebody of the fair's organiser be signed in; return what their browser sends."""
    user = User.objects.create(email="bench@example.org", name="测试者")
    grant_role(user=user, role=Role.ORGANISER, organiser=fair.organiser)
    visitor = Client()
    visitor.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    visitor.get(reverse("web:desk"))  # from the first page on there is a token as well
    return "; ".join(f"{name}={cookie.value}" for name, cookie in visitor.cookies.items())


def ask(server: Server, path: str, *, seconds: float, cookie: str = "") -> client.Load:
    """Put one load on one page."""
    url, before = f"{server.site}{path}", server.cpu_seconds()
    run = client.run(
        url, connections=CONNECTIONS, seconds=seconds, most=MOST_PAGES_A_RUN, cookie=cookie
    )
    load = asyncio.run(run)
    load.cpu_seconds = server.cpu_seconds() - before
    return load


def row(name: str, results: list[dict[str, client.Load]], queries: tuple[int, int] = (0, 0)) -> Row:
    """Take the medians of one page; its ratio is to the empty view of the same round."""
    loads = [result[name] for result in results]
    return Row(
        name=name,
        rate=median(load.rate for load in loads),
        p50=median(load.percentile(0.5) for load in loads) * 1000,
        p99=median(load.percentile(0.99) for load in loads) * 1000,
        size=loads[0].size,
        cpu=median(load.cpu_seconds / len(load.latencies) for load in loads) * 1000,
        ratio=median(result[name].rate / result[EMPTY].rate for result in results),
        queries=queries,
    )


@dataclass(frozen=True)
class Server:
    """A running server, and what it has used so far."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def site(self) -> str:
        """The address before every path."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the processor's time the server has used; nought where the system does not say."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def wait_until_it_answers(self, seconds: float = 60) -> None:
        """Wait for the first page; RuntimeError if the server ended, or did not answer in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                ask(self, "/bench/empty", seconds=0.01)
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")


@contextmanager
def running_server() -> Iterator[Server]:
    """Serve this database as `manage.py serve` does, on a core of its own."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--no-worker", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, preexec_fn=lambda: stay_on_core(SERVER)
    )
    try:
        server = Server(process, port)
        server.wait_until_it_answers()
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)


def free_port() -> int:
    """Return a port nobody listens on."""
    with open_port("127.0.0.1", 0) as listening:
        return int(listening.getsockname()[1])


def show(rows: list[Row], write: Callable[[str], None]) -> bool:
    """Print the table; whether every page reaches what is asked of it."""
    write(
        f"{PACE:g} intents a second are recorded meanwhile; queries: at first, and of a kept page"
    )
    head = f"{'page':<12}{'pages/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'cpu ms':>9}{'bytes':>9}"
    write(f"{head}{'queries':>9}{'ratio':>8}  target")
    for one in rows:
        target = "" if one.target is None else f"≥ {one.target:.2f}  {mark(one.holds)}"
        asked = f"{one.queries[0]}, {one.queries[1]}"
        write(
            f"{one.name:<12}{one.rate:>9.1f}{one.p50:>9.1f}{one.p99:>9.1f}{one.cpu:>9.2f}"
            f"{one.size:>9}{asked:>9}{one.ratio:>8.3f}  {target}"
        )
    return all(one.holds for one in rows)
