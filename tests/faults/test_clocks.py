"""Clocks that are wrong by ten minutes, and jump: what is said stays once and in order."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from tests.factories.talk import new_cid
from tests.faults.conftest import Alone, becomes
from tests.servers import Server
from tests.talkers import Frame, arrive, everything, hears, join, say, until

TEN_MINUTES = 600
JUMPS = (0, TEN_MINUTES, -TEN_MINUTES, 0)


class Skewed(Server):
    program = ("-m", "tests.faults.skewed")


async def test_what_is_said_while_the_clock_jumps_is_told_once_and_in_order(alone: Alone) -> None:
    alone.start(Skewed)
    seeker = await join(alone.port, alone.seeker, alone.stream)
    rep = await join(alone.port, alone.rep, alone.stream)
    texts: list[str] = []
    for jump in JUMPS:
        alone.set_clock(jump)
        texts += [f"钟差 {jump} 秒，第 {len(texts)} 句"]
        cid = new_cid()
        answers = [await say(seeker, alone.talk, texts[-1], cid=cid) for _time in range(2)]
        assert [answer["ok"]["number"] for answer in answers] == [len(texts)] * 2
        await hears(rep, texts[-1])
        newcomer, _hello = await arrive(alone.port, alone.rep)
        await newcomer.close()
    assert await everything(alone.port, alone.rep, alone.talk) == texts
    for wire in (seeker, rep):
        await wire.close()


async def test_a_message_is_taken_back_by_the_clock_that_gave_it_its_time(alone: Alone) -> None:
    alone.start(Skewed)
    seeker = await join(alone.port, alone.seeker, alone.stream)
    sender, path = alone.by_form(), f"/talk/{alone.talk}/withdraw/"
    for number, jump in enumerate((TEN_MINUTES, -TEN_MINUTES), 1):
        alone.set_clock(jump)
        assert "ok" in await say(seeker, alone.talk, f"第 {number} 句")
        assert (await asyncio.to_thread(sender.post, path, {"number": str(number)})).status == 302
        await until(seeker, lambda f, n=number: is_withdrawn(f, n), 5)
    assert await everything(alone.port, alone.rep, alone.talk) == ["", ""]
    await seeker.close()


def is_withdrawn(frame: Frame, number: int) -> bool:
    return frame.get("type") == "message.withdrawn" and frame["data"]["number"] == number


async def test_a_desk_that_stays_open_is_open_again_soon_after_the_clock_jumped(
    alone: Alone,
) -> None:
    alone.env["DESK_LEASE_SECONDS"] = "3"
    alone.start(Skewed)
    visitor = await join(alone.port, alone.seeker, f"fair.{alone.fair}")
    rep = await join(alone.port, alone.rep, f"booth.{alone.booth}.staff")
    await until(visitor, lambda frame: frame.get("data", {}).get("state") == "open", 5)
    for jump in JUMPS:
        alone.set_clock(jump)
        now = datetime.now(UTC) + timedelta(seconds=jump)
        await becomes(lambda now=now: alone.lease() > now)
    for wire in (visitor, rep):
        await wire.close()
