"""A server that is killed at the worst moments, and a database that is put back."""

from __future__ import annotations

import sqlite3

import pytest

from tests.factories.talk import new_cid
from tests.faults.conftest import Alone
from tests.faults.dying import POINTS
from tests.servers import Server
from tests.talkers import arrive, ask, everything, join, say, until


def dying(point: str) -> type[Server]:
    return type("Dying", (Server,), {"program": ("-m", "tests.faults.dying", point)})


@pytest.mark.parametrize("point", POINTS)
async def test_what_was_under_way_when_it_died_is_there_once_when_it_is_said_again(
    alone: Alone, point: str
) -> None:
    cid = new_cid()
    alone.start(dying(point))
    seeker = await join(alone.port, alone.seeker, alone.stream)
    assert "ok" in await say(seeker, alone.talk, "之前")
    (alone.database.parent / "die").touch()
    await ask(seeker, 2, "chat.send", conversation=alone.talk, cid=cid, text="这一句")
    await seeker.wait_closed()
    assert alone.server.process.wait(5) == 9
    alone.start()
    there = await everything(alone.port, alone.rep, alone.talk)
    assert there == (["之前"] if point == "before_commit" else ["之前", "这一句"])
    seeker = await join(alone.port, alone.seeker, alone.stream)
    answers = [await say(seeker, alone.talk, "这一句", cid=cid) for _time in range(2)]
    assert [answer["ok"]["number"] for answer in answers] == [2, 2]
    assert "ok" in await say(seeker, alone.talk, "之后")
    assert await everything(alone.port, alone.rep, alone.talk) == ["之前", "这一句", "之后"]
    await seeker.close()


async def test_pages_that_were_open_fetch_afresh_when_a_backup_was_put_back(alone: Alone) -> None:
    alone.start()
    seeker, hello = await arrive(alone.port, alone.seeker)
    assert "ok" in await say(seeker, alone.talk, "备份之前")
    saved = alone.database.with_name("saved.sqlite3")
    with sqlite3.connect(alone.database) as live, sqlite3.connect(saved) as copy:
        live.backup(copy)
    assert "ok" in await say(seeker, alone.talk, "备份之后")
    await seeker.close()
    alone.server.stop()
    with sqlite3.connect(saved) as copy, sqlite3.connect(alone.database) as live:
        copy.backup(live)
    alone.manage("restored")
    alone.start()
    seeker, again = await arrive(alone.port, alone.seeker)
    assert again["epoch"] != hello["epoch"]
    known = {"stream": alone.stream, "after": 2, "epoch": hello["epoch"]}
    await ask(seeker, 1, "subscribe", **known)
    reset = await until(seeker, lambda frame: frame.get("type") == "reset", 5)
    assert reset["stream"] == alone.stream
    assert "ok" in await say(seeker, alone.talk, "从这里接着说")
    assert await everything(alone.port, alone.rep, alone.talk) == ["备份之前", "从这里接着说"]
    await seeker.close()
