"""A line on which nothing comes through any more, although both ends are open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from jobfair.ops.faults.proxy import BadLine
from jobfair.ops.faults.serving import is_socket
from tests.faults.conftest import Alone, becomes
from tests.servers import Server
from tests.talkers import ask, everything, join, say, until

LEASE_SECONDS = 3


class Hurried(Server):
    program = ("-m", "tests.faults.hurried")


@asynccontextmanager
async def bad_line(port: int) -> AsyncIterator[tuple[BadLine, int]]:
    line = BadLine(port, seed=1)
    line.is_kind = True
    try:
        yield line, await line.start()
    finally:
        await line.stop()


def sockets_of(alone: Alone) -> int:
    files = Path(f"/proc/{alone.server.process.pid}/fd").iterdir()
    return sum(is_socket(file) for file in files)


async def test_who_vanished_without_a_word_is_noticed_and_their_desk_runs_out(alone: Alone) -> None:
    alone.env["DESK_LEASE_SECONDS"] = str(LEASE_SECONDS)
    alone.start(Hurried)
    staff = f"booth.{alone.booth}.staff"
    seeker = await join(alone.port, alone.seeker, alone.stream)
    async with bad_line(alone.port) as (line, port):
        rep = await join(port, alone.rep, staff)
        await ask(rep, 2, "subscribe", stream=alone.stream, after=0)
        await until(rep, lambda frame: frame.get("id") == 2, 5)
        await becomes(lambda: alone.lease() > datetime.now(UTC))
        held, sockets = alone.lease(), sockets_of(alone)
        await becomes(lambda: alone.lease() > held)  # as long as it answers, it is renewed
        line.is_deaf = True
        await becomes(lambda: sockets_of(alone) < sockets)
        await becomes(lambda: alone.lease() < datetime.now(UTC))
        assert "ok" in await say(seeker, alone.talk, "还在吗")
    assert await everything(alone.port, alone.rep, alone.talk) == ["还在吗"]
    await rep.close()
    await seeker.close()
    alone.server.stop()
    assert "Traceback" not in alone.server.text


async def test_who_vanished_is_noticed_as_soon_by_a_server_whose_clock_was_set_back(
    alone: Alone,
) -> None:
    alone.start(Hurried)
    async with bad_line(alone.port) as (line, port):
        rep = await join(port, alone.rep, alone.stream)
        sockets = sockets_of(alone)
        alone.set_clock(-600)
        line.is_deaf = True
        await becomes(lambda: sockets_of(alone) < sockets)
    await rep.close()
