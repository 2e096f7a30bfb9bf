"""The bench runs and gives ratios; how fast this machine is proves nothing."""

import asyncio
import os
import re
import subprocess
import sys

import pytest

from jobfair.booths.models import Position
from jobfair.ops.bench import big_fair, client, pages, sheets
from jobfair.ops.bench.client import Load
from jobfair.ops.bench.cores import CORES, LOAD, SERVER, only_on_core, stay_on_core
from tests.servers import environment, manage


def test_it_measures_every_page_against_the_empty_view(tmp_path):
    sizes = [
        "--booths",
        "12",
        "--positions",
        "40",
        "--entries",
        "50",
        "--rounds",
        "1",
        "--seconds",
        "0.2",
    ]
    done = manage("bench", "pages", *sizes, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    for page in ("empty view", "home", "hall", "search", "new search", "booth", "board"):
        assert re.search(rf"^{page} +(?:[\d.]+ +){{4}}\d+ +\d+\.\d+", done.stdout, re.M)
    assert not (tmp_path / "jobfair.sqlite3").exists(), "it measures on a database of its own"


def test_it_lets_people_listen_and_talk_and_loses_nothing(tmp_path):
    report = tmp_path / "report.md"
    only = ["--only", "jobfair, daphne", "textbook", "--into", str(report)]
    done = manage("bench", "realtime", "--short", *only, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    text = report.read_text("utf-8")
    for line in (
        "connects/s, 20",
        "KiB each, 20",
        "deliveries/s, 20",
        "p99 ms at 8/s, 20",
        "kept/s",
    ):
        assert re.search(rf"^\| {re.escape(line)} \| [\d.,]+ \| [\d.,]+ \|$", text, re.M), line
    assert re.search(r"^\| missing or closed \| 0 \| 0 \|$", text, re.M)


@pytest.mark.django_db
def test_the_large_fair_is_as_large_as_asked_and_public():
    fair = big_fair.build(booths=60, positions=130)
    assert fair.booths.public().count() == 60
    assert sum(booth.positions.public().count() for booth in fair.booths.all()) == 130
    assert fair.zones.count() == 2


async def test_the_client_is_bounded_in_number_and_refuses_what_is_no_page():
    async def answer(reader, writer):
        while line := await reader.readline():
            if line == b"\r\n":
                status = b"200 OK" if asked.pop() else b"500 Oops"
                writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 2\r\n\r\nok")

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    async with server:
        asked = [True] * 10
        load = await client.run(url, connections=2, seconds=5, most=6)
        assert len(load.latencies) in (6, 7), "one may be on its way when the last comes"
        asked = [False]
        with pytest.raises(client.BadAnswer, match="500"):
            await client.run(url, connections=1, seconds=5, most=6)


def test_a_row_takes_the_medians_and_the_ratio_within_each_round():
    def load(count, seconds=1.0):
        return Load(seconds=seconds, latencies=[0.01] * count, size=5)

    rounds = [
        {pages.EMPTY: load(100), "home": load(50)},
        {pages.EMPTY: load(10), "home": load(4)},
        {pages.EMPTY: load(1000), "home": load(300)},
    ]
    row = pages.row("home", rounds)
    assert row.rate == 50
    assert row.ratio == pytest.approx(0.4)
    assert row.p50 == pytest.approx(10)
    assert row.target == 0.25


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_read_applied_and_read_again():
    steps = sheets.measure(rows=60, rounds=1)
    assert [step.name for step in steps] == [sheets.LOADING, "preview", "apply", "preview again"]
    assert steps[0].ratio == 1
    assert Position.objects.count() == 60


@pytest.mark.skipif(len(CORES) < 2, reason="one core cannot be shared out")
def test_server_and_load_do_not_share_a_core():
    asking = [sys.executable, "-c", "import os; print(os.sched_getaffinity(0))"]
    with only_on_core(LOAD):
        assert os.sched_getaffinity(0) == {CORES[LOAD]}
        server = subprocess.run(
            asking, capture_output=True, check=True, preexec_fn=lambda: stay_on_core(SERVER)
        )
    assert server.stdout.decode().strip() == str({CORES[SERVER]})
    assert os.sched_getaffinity(0) == set(CORES)
