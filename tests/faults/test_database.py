"""A database that is held by others, or cannot grow: what is not accepted is said, nothing is lost."""

from __future__ import annotations

import json
import resource
import sqlite3

from tests.factories.talk import new_cid
from tests.faults.conftest import Alone
from tests.talkers import ask, everything, join, say, until


async def test_while_another_holds_the_database_people_wait_and_read(alone: Alone) -> None:
    alone.start()
    seeker = await join(alone.port, alone.seeker, alone.stream)
    assert "ok" in await say(seeker, alone.talk, "第 1 句")
    other = sqlite3.connect(alone.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for number in (2, 3, 4):
        words = {"conversation": alone.talk, "cid": new_cid(), "text": f"第 {number} 句"}
        await ask(seeker, number, "chat.send", **words)
    rep = await join(alone.port, alone.rep, alone.stream, after=1)
    await ask(rep, 9, "ping")
    assert "ok" in json.loads(await rep.recv()), "nothing new is told, and sockets still answer"
    assert alone.page() == 200
    other.execute("ROLLBACK")
    other.close()
    for number in (2, 3, 4):
        answer = await until(seeker, lambda frame, n=number: frame.get("id") == n, 10)
        assert answer["ok"]["number"] == number
    told = [f"第 {number} 句" for number in (1, 2, 3, 4)]
    assert await everything(alone.port, alone.rep, alone.talk) == told
    for wire in (seeker, rep):
        await wire.close()


async def test_when_nothing_more_can_be_written_it_is_said_and_reading_goes_on(
    alone: Alone,
) -> None:
    alone.start()
    pid, cid = alone.server.process.pid, new_cid()
    seeker = await join(alone.port, alone.seeker, alone.stream)
    assert "ok" in await say(seeker, alone.talk, "还写得下")
    alone.page()
    _soft, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    refused = await say(seeker, alone.talk, "写不下了", cid=cid)
    assert refused["error"]["code"] == "unavailable"
    assert alone.page() == 200
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
    assert (await say(seeker, alone.talk, "写不下了", cid=cid))["ok"]["number"] == 2
    assert await everything(alone.port, alone.rep, alone.talk) == ["还写得下", "写不下了"]
    await seeker.close()
