"""Everybody comes back at the same moment, as after a power cut in the hall: no page waits before its first try."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex

from jobfair.ops.bench.realtime.contenders import Ours
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.faults.pausing import pause
from jobfair.ops.faults.proxy import read_frame
from jobfair.ops.faults.serving import Serving
from jobfair.ops.faults.strangers import framed

SAID_MEANWHILE = 3
#: Who is not heard for so long tries again, as a page does, after a pause like a page's.
PATIENCE = 15.0
LONGEST_PAUSE = 30.0
SECONDS_TO_COME_BACK = 120
SWITCHING = b"HTTP/1.1 101"


@dataclass
class Storm:
    """How it went: seconds until the last was back and told, how often one had to try, what was heard wrong."""

    seconds: float
    tries: int
    wrong: int


@dataclass
class Comer:
    """One page that was open, has heard nothing yet, and wants to."""

    cookie: str
    heard: list[int] = field(default_factory=list)
    tries: int = 0

    async def come(self, serving: Serving, pair: Pair) -> None:
        """Come back until everything said meanwhile was heard; a line that breaks is tried anew."""
        while len(self.heard) < SAID_MEANWHILE:
            self.tries += 1
            with suppress(OSError, EOFError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._listen(serving, pair)
                return
            await asyncio.sleep(pause(self.tries - 1, LONGEST_PAUSE))

    async def _listen(self, serving: Serving, pair: Pair) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
        try:
            writer.write(Ours("").request(serving.port, pair, self.cookie))
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(SWITCHING):
                raise ConnectionError(head.decode())
            stream = f"conversation.{pair.conversation}"
            subscribe = {"id": 1, "do": "subscribe", "stream": stream, "after": len(self.heard)}
            writer.write(framed(json.dumps(subscribe).encode()))
            while len(self.heard) < SAID_MEANWHILE:
                self._hear(await read_frame(reader))
        finally:
            writer.transport.abort()

    def _hear(self, frame: bytes) -> None:
        if b'"message.sent"' in frame:
            told = json.loads(frame[frame.index(b"{") :])
            self.heard.append(told["data"]["number"])


async def storm(serving: Serving, pairs: Sequence[Pair], count: int) -> Storm:
    """Say a few things to a talk, then let so many people who may hear it come at once."""
    pair, cookies = pairs[0], [one.rep for one in pairs]
    comers = [Comer(cookies[number % len(cookies)]) for number in range(count)]
    await say_meanwhile(serving, pair)
    await asyncio.to_thread(serving.kill)
    await asyncio.to_thread(serving.start_again)
    began = time.monotonic()
    coming = [asyncio.create_task(comer.come(serving, pair)) for comer in comers]
    _done, late = await asyncio.wait(coming, timeout=SECONDS_TO_COME_BACK)
    for task in late:
        task.cancel()
    wanted = list(range(1, SAID_MEANWHILE + 1))
    return Storm(
        seconds=time.monotonic() - began,
        tries=max(comer.tries for comer in comers),
        wrong=sum(1 for comer in comers if comer.heard != wanted),
    )


async def say_meanwhile(serving: Serving, pair: Pair) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
    writer.write(Ours("").request(serving.port, pair, pair.jobseeker))
    await reader.readuntil(b"\r\n\r\n")
    for number in range(SAID_MEANWHILE):
        given = {"conversation": pair.conversation, "cid": token_hex(16), "text": f"第 {number} 句"}
        writer.write(framed(json.dumps({"id": 2, "do": "chat.send", **given}).encode()))
        while b'"ok"' not in await read_frame(reader):
            pass
    writer.close()
