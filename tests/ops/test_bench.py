"""The bench runs and gives ratios; how fast this machine is proves nothing."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jobfair.booths.models import Position
from jobfair.insights.board import board_of, heard_of
from jobfair.intents.audit import verify
from jobfair.ops.bench import big_fair, client, day, pages, sheets
from jobfair.ops.bench.client import Load
from jobfair.ops.bench.cores import CORES, LOAD, SERVER, only_on_core, stay_on_core
from jobfair.ops.bench.realtime import report, rounds
from jobfair.ops.bench.realtime.contenders import OursOnACopy, Textbook
from jobfair.ops.management.commands import bench
from tests.servers import environment, manage


def test_it_measures_every_page_against_the_empty_view(tmp_path, empty_database):
    own = ["--database", empty_database, "--seconds", "0.1"]
    done = manage("bench", "pages", "--short", *own, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    for page in ("empty view", "home", "hall", "search", "new search", "booth", "board"):
        assert re.search(rf"^{page} +(?:[\d.]+ +){{4}}\d+ +\d+, \d+ +\d+\.\d+", done.stdout, re.M)
    assert not (tmp_path / "jobfair.sqlite3").exists(), "it measures on a database of its own"


def test_without_another_it_makes_a_database_of_its_own_that_is_gone_afterwards(monkeypatch):
    def begun(command, env):
        folders.append(Path(env["DATA_DIR"]))
        assert folders[0].is_dir()
        assert not env["DATABASE_URL"]
        return 3

    folders: list[Path] = []
    monkeypatch.setattr(bench, "run_to_its_end", begun)
    assert bench.begin_again(["bench", "pages"], database="") == 3
    assert not folders[0].exists()


def test_where_no_tables_stand_they_are_made(monkeypatch):
    def made(*words, **options):
        asked.append(words)

    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(bench, "call_command", made)
    monkeypatch.setattr(bench.connection.introspection, "table_names", list)
    bench.make_ready()
    assert asked == [("migrate",)]


def test_it_lets_people_listen_and_talk_and_loses_nothing(tmp_path, empty_database):
    report = tmp_path / "report.md"
    options = ["--database", empty_database, "--into", str(report)]
    options += ["--only", "jobfair, daphne", "textbook"]
    done = manage("bench", "realtime", "--short", *options, env=environment(tmp_path))
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


@pytest.mark.django_db
def test_a_day_is_believable_and_its_ledger_holds():
    fair = big_fair.build(booths=40, positions=90)
    ledger = day.fill(fair, entries=400)
    assert verify(ledger).is_sound
    board = board_of(fair, heard_of(fair))
    assert board.number == 400
    assert board.numbers["mutual"] == 200
    assert board.numbers["mutual_people"] == 20
    assert board.numbers["visits_onsite"] + board.numbers["visits_online"] == 20
    assert board.numbers["conversations"] == 20
    assert board.waiting == 2
    assert len(board.alerts) == 2


def page_row(name, ratio):
    return pages.Row(name, rate=1, p50=1, p99=1, cpu=1, size=1, ratio=ratio)


def test_a_page_below_its_target_is_named_and_fails_the_bench():
    said = []
    assert pages.show([page_row("home", 0.3), page_row("search", 0.01)], said.append)
    assert not pages.show([page_row("home", 0.3), page_row("hall", 0.05)], said.append)
    assert [line[-1] for line in said if line.startswith(("home", "hall"))] == ["✓", "✓", "✗"]


def test_a_slow_preview_fails_the_bench():
    def step(seconds):
        return sheets.Row("preview", seconds, 1.0)

    assert sheets.show([sheets.Row(sheets.LOADING, 9, 1.0), step(4.9)], lambda _line: None)
    assert not sheets.show([step(5.1)], lambda _line: None)


@pytest.mark.parametrize(
    ("kept", "late", "missing", "holds"),
    [(400, 50, 0, True), (399, 50, 0, False), (400, 51, 0, False), (400, 50, 1, False)],
)
def test_each_of_ours_has_to_reach_what_was_promised_of_sockets(kept, late, missing, holds):
    ours = rounds.Result({"kept/s": kept, "p99 ms at half": late}, missing=missing)
    textbook = rounds.Result({"kept/s": 100, "p99 ms at half": 900})
    results = {"jobfair, daphne": [ours], report.TEXTBOOK: [textbook], report.ALONE: [textbook]}
    assert report.holds(results) is holds
    assert ("✗" in report.ratios({"jobfair, daphne": [ours], report.TEXTBOOK: [textbook]})) is (
        not holds and not missing
    )


def test_each_turn_is_begun_by_another_one():
    names = ["ours", "theirs", "nobody's"]
    begun = [rounds.beginning_with(names, number) for number in range(4)]
    assert [turn[0] for turn in begun] == ["ours", "theirs", "nobody's", "ours"]
    assert all(sorted(turn) == sorted(names) for turn in begun)
    assert rounds.beginning_with([], 2) == []


def test_who_delivers_less_is_not_spoken_to_so_often_unless_it_is_ours():
    theirs, ours = Textbook(), OursOnACopy("daphne")
    one = rounds.Round(rounds.SHORT, [theirs, ours], [], print)
    for result in one.results.values():
        result.values["deliveries/s, 1000"] = 2500.0
    assert [one.bears(theirs, pace, 1000) for pace in (1, 8)] == [True, False]
    assert one.bears(ours, 8, 1000)


def test_a_line_that_is_not_in_all_rounds_is_in_none():
    seen = [rounds.Result({"often": 1.0, "seldom": 1.0}), rounds.Result({"often": 3.0})]
    assert report.medians({"theirs": seen}) == {"theirs": {"often": 2.0}}


def test_of_our_two_servers_each_is_told_where_it_is_a_quarter_behind():
    def rounds_of(*values):
        return [rounds.Result({"kept/s": kept, "p99 ms at half": late}) for kept, late in values]

    results = {
        "jobfair, daphne": rounds_of((100, 10), (76, 13), (70, 126)),
        "jobfair, uvicorn": rounds_of((100, 10), (100, 10), (100, 100)),
    }
    daphne, uvicorn = report.side_by_side(results).splitlines()
    assert daphne.endswith(", on p99 ms at half (1.00, 1.30, 1.26).")
    assert uvicorn == "jobfair, uvicorn is nowhere more than a quarter behind jobfair, daphne."
    assert report.side_by_side({"jobfair, daphne": results["jobfair, daphne"]}) == ""


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
