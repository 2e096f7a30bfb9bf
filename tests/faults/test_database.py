"""A database that is held by others, or cannot grow: what is not accepted is said, nothing is lost."""

from __future__ import annotations

import asyncio
import json
import re
import resource
import sqlite3
from html import unescape

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


HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


async def test_who_waits_too_long_is_told_and_what_they_said_is_stored_once_when_said_again(
    alone: Alone,
) -> None:
    alone.env["DATABASE_WAIT_SECONDS"] = "1"
    alone.start()
    seeker = await join(alone.port, alone.seeker, alone.stream)
    other = sqlite3.connect(alone.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sayings = [{"cid": new_cid(), "text": f"第 {number} 句"} for number in range(3)]
    for number, words in enumerate(sayings):
        await ask(seeker, number, "chat.send", conversation=alone.talk, **words)
    for number in range(3):
        answer = await until(seeker, lambda frame, n=number: frame.get("id") == n, 10)
        assert answer["error"]["code"] == "unavailable"
        assert answer["error"]["retry_after"] > 0
    cids = new_cid(), new_cid()
    sender = alone.by_form()
    page = await asyncio.to_thread(sender.say, alone.talk, "用表单说", cids[0])
    assert page.status == 503
    assert int(page.headers["Retry-After"]) > 0
    assert "再试一次" in page.text
    asked = {"X-Requested-With": "fetch"}
    script = await asyncio.to_thread(sender.say, alone.talk, "脚本说", cids[1], **asked)
    assert script.status == 503
    assert json.loads(script.text)["error"]["retry_after"] > 0
    other.execute("ROLLBACK")
    other.close()
    assert await everything(alone.port, alone.rep, alone.talk) == []
    for number, words in enumerate(sayings * 2):
        await ask(seeker, number, "chat.send", conversation=alone.talk, **words)
        answer = await until(seeker, lambda frame, n=number: frame.get("id") == n, 10)
        assert answer["ok"]["number"] == number % 3 + 1
    fields = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
    for _time in range(2):
        assert sender.post(f"/talk/{alone.talk}/send/", fields).status == 302
        assert sender.say(alone.talk, "脚本说", cids[1], **asked).status == 200
    told = [*(words["text"] for words in sayings), "用表单说", "脚本说"]
    assert await everything(alone.port, alone.rep, alone.talk) == told
    await seeker.close()
