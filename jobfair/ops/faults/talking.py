"""People who talk over a bad line as the page's own scripts do: nothing is given up, nothing said twice."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from secrets import token_hex
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from jobfair.ops.faults.oracle import Oracle, Shown
from jobfair.ops.faults.pausing import pause

Frame = dict[str, Any]
UNDERWAY = 8
LONGEST_PAUSE = 4.0  # seconds before coming back
#: An answer that takes longer means a dead line.
PATIENCE = 15.0


class Talker:
    """One side of one conversation; `shown` is what its page would show.

    With several ports it comes back at the next one each time, as behind a proxy.
    """

    def __init__(self, oracle: Oracle, ports: Sequence[int], talk: str, cookie: str) -> None:
        self.shown: list[Shown] = []
        self.wishes: deque[str] = deque()
        self.comebacks = 0
        self._oracle = oracle
        self._ports = ports
        self.talk = talk
        self._cookie = cookie
        self._stream = f"conversation.{talk}"
        self._unsent: dict[str, str] = {}
        self._asked: dict[int, str] = {}
        self._after = 0
        self._early: dict[int, Frame] = {}
        self._number = self._tries = 0
        self._wire: ClientConnection

    @property
    def is_done(self) -> bool:
        return not self.wishes and not self._unsent

    async def run(self) -> None:
        """Talk until cancelled, coming back whenever the line is gone."""
        while True:
            self._tries += 1
            with suppress(OSError, WebSocketException, TimeoutError, EOFError):
                port = self._ports[self.comebacks % len(self._ports)]
                async with connect(
                    f"ws://127.0.0.1:{port}/ws",
                    origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
                    subprotocols=["jobfair.v1"],  # type: ignore[list-item]
                    additional_headers={"Cookie": self._cookie},
                    compression=None,
                    ping_interval=None,
                    open_timeout=PATIENCE,
                    close_timeout=1,
                ) as wire:
                    self._wire = wire
                    await self._talk_on(wire)
            self.comebacks += 1
            await asyncio.sleep(pause(self._tries - 1, LONGEST_PAUSE))

    async def _talk_on(self, wire: ClientConnection) -> None:
        self._asked.clear()
        now = asyncio.get_running_loop().time
        async with asyncio.timeout(PATIENCE) as patience:
            async for text in wire:
                patience.reschedule(now() + PATIENCE)
                await self._take(json.loads(text))

    async def _take(self, frame: Frame) -> None:
        if frame.get("type") == "hello":
            self._tries = 0
            await self._subscribe()
            for cid, text in self._unsent.items():
                await self._send(cid, text)
        elif "id" in frame:
            await self._answered(frame)
        elif frame.get("type") == "reset":
            raise RuntimeError("so short a talk needs no reset")
        elif frame.get("seq"):
            await self._hear(frame)
        await self._say_more()

    async def _ask(self, do: str, **given: object) -> int:
        self._number += 1
        await self._wire.send(json.dumps({"id": self._number, "do": do, **given}))
        return self._number

    async def _subscribe(self) -> None:
        await self._ask("subscribe", stream=self._stream, after=self._after)

    async def _send(self, cid: str, text: str) -> None:
        number = await self._ask("chat.send", conversation=self.talk, cid=cid, text=text)
        self._asked[number] = cid

    async def _say_more(self) -> None:
        while self.wishes and len(self._unsent) < UNDERWAY:
            cid, text = token_hex(16), self.wishes.popleft()
            self._unsent[cid] = text
            self._oracle.said[cid] = (self.talk, text)
            await self._send(cid, text)

    async def _answered(self, frame: Frame) -> None:
        cid = self._asked.get(frame["id"])
        if cid is None:
            return
        if "ok" in frame:
            self._oracle.accept(cid, frame["ok"]["number"])
            self._unsent.pop(cid, None)
        elif cid in self._unsent:  # what is refused for now is said again
            await asyncio.sleep(0.1)
            await self._send(cid, self._unsent[cid])

    async def _hear(self, frame: Frame) -> None:
        if frame["seq"] > self._after:
            self._early[frame["seq"]] = frame
        while (told := self._early.pop(self._after + 1, None)) is not None:
            self._after += 1
            if told["type"] == "message.sent":
                data = told["data"]
                self.shown.append((data["number"], data["cid"], data["text"]))
        if self._early:
            await self._subscribe()
