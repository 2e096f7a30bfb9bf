"""The promise under fire, in short; `manage.py faults realtime` does it at length."""

import asyncio
import re
import subprocess
import sys

import pytest

from jobfair.bootstrap import ROOT
from jobfair.ops.faults.oracle import Oracle
from jobfair.ops.faults.proxy import BadLine, read_frame
from jobfair.ops.faults.strangers import framed
from tests.servers import SERVER, environment

#: Of what the command does by itself in short, as much is said, and the rest is a hundredth.
SHORT = "--messages 20000 --malformed 100 --crowd 100 --kills 1 --restarts 1"
SAID = {"a": ("talk", "一"), "b": ("talk", "二")}
#: How fast a shared machine is proves nothing; these must hold on any.
PROMISES = "accepted lost doubled reordered invented disputed growth traceback back heard".split()


def test_nothing_is_lost_while_lines_are_cut_and_the_server_is_killed(tmp_path, empty_database):
    options = f"--server {SERVER} --database {empty_database} {SHORT}".split()
    done = subprocess.run(
        [sys.executable, "manage.py", "faults", "realtime", *options],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,  # a hang, not slowness
        check=False,
    )
    for promise in PROMISES:
        assert re.search(rf"^✓ .*{promise}", done.stdout, re.M), done.stdout + done.stderr
    assert not (tmp_path / "jobfair.sqlite3").exists(), "it works on a database of its own"


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        ([(1, "a", "一"), (2, "b", "二")], None),
        ([(1, "a", "一")], "lost"),
        ([(1, "a", "一"), (2, "b", "二"), (3, "b", "二")], "doubled"),
        ([(2, "b", "二"), (1, "a", "一")], "reordered"),
        ([(1, "a", "一"), (2, "b", "二"), (3, "c", "三")], "invented"),
        ([(1, "a", "一"), (2, "b", "别的")], "invented"),
    ],
)
def test_the_oracle_sees_each_fault(shown, fault):
    oracle = Oracle(dict(SAID), {"a": 1, "b": 2})
    faults = +oracle.judge("talk", [shown])
    assert (fault in faults) if fault else not faults


def test_the_oracle_sees_a_message_accepted_twice():
    oracle = Oracle()
    for number in (1, 1, 2):
        oracle.accept("a", number)
    assert oracle.disputed == 1


async def test_a_bad_line_passes_frames_on_whole_until_it_cuts():
    async def echo(reader, writer):
        writer.write(await reader.readuntil(b"\r\n\r\n"))
        while not reader.at_eof():
            writer.write(await read_frame(reader))

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    line = BadLine(server.sockets[0].getsockname()[1], seed=4)
    line.is_kind = True
    reader, writer = await asyncio.open_connection("127.0.0.1", await line.start())
    writer.write(b"GET / HTTP/1.1\r\n\r\n" + framed(b"x" * 300) + framed(b"y"))
    assert await reader.readuntil(b"\r\n\r\n") == b"GET / HTTP/1.1\r\n\r\n"
    assert [await read_frame(reader), await read_frame(reader)] == [
        framed(b"x" * 300),
        framed(b"y"),
    ]
    line.is_kind = False
    async with asyncio.timeout(10):
        while not reader.at_eof():
            writer.write(framed(b"z"))
            await asyncio.sleep(0)
            reader._buffer.clear()
            if line.done["cut"]:
                break
    writer.close()
    await line.stop()
    server.close()
