"""Everything between a change and the person who reads of it, made hostile: what may be lost, is.

The database, the outbox, the hub and the sockets are the real ones. Hints are lost, doubled and
reordered; answers of the database to the loop come late; processes die; readers' lines are cut.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

from django.db import connections

from jobfair.outbox.bus import Hear, Hint
from realtime.application import PATH, Realtime
from realtime.protocol import SUBPROTOCOL

TURNS = 40
HEADERS = [(b"host", b"testserver"), (b"origin", b"http://testserver")]


#: What is read while things go on happening; everything else is answered at once.
LATE = {"events_after", "_read_stream"}


class LatePool(Executor):
    """Asks the database at once; how a stream stands it may tell late, when the test says so."""

    def __init__(self) -> None:
        self.is_late = False
        self._database = connections["default"]
        self._late: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        connections["default"] = self._database  # each task of a loop would have its own
        future: Future[Any] = Future()
        try:
            answer = fn(*args, **kwargs)
        except Exception as error:
            future.set_exception(error)
            return future
        if self.is_late and asked(fn) in LATE:
            self._late.append(lambda: future.set_result(answer))
        else:
            future.set_result(answer)
        return future

    def answer(self, which: int = 0) -> None:
        """Give one of the late answers."""
        if self._late:
            self._late.pop(which % len(self._late))()

    def catch_up(self) -> None:
        self.is_late = False
        while self._late:
            self.answer(-1)  # the latest first: the hardest order


def asked(call: Any) -> str:
    """The innermost function of a call that is wrapped in partials."""
    while isinstance(call, partial):
        call = call.args[0] if call.args and callable(call.args[0]) else call.func
    return str(call.__name__)


class Gossip:
    """Stands where the bus stands: keeps each hint for each process until it is passed on."""

    def __init__(self) -> None:
        self._hubs: list[Hear] = []
        self._waiting: list[tuple[Hear, Hint]] = []

    def attach(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        self._hubs.append(hear)

    def detach(self, hear: Hear) -> None:
        self._hubs.remove(hear)

    def hint(self, hints: Iterable[Hint]) -> None:
        self._waiting += [(hear, hint) for hint in hints for hear in self._hubs]

    def pass_on(self, which: int, times: int) -> None:
        """Let one hint arrive: never, once or twice."""
        if self._waiting:
            hear, hint = self._waiting.pop(which % len(self._waiting))
            for _time in range(times if hear in self._hubs else 0):
                hear([hint])

    def lose_all(self) -> None:
        self._waiting.clear()


class Reader:
    """A page that listens, as `stream.js` and `socket.js` do it; `fetch` reads the page afresh."""

    def __init__(self, stream: str, fetch: Callable[[], tuple[int, list[str]]]) -> None:
        self._stream = stream
        self._fetch = fetch
        self._line: Line | None = None
        self._epoch: str | None = None
        self._number = 0
        self._fetch_afresh()

    @property
    def is_connected(self) -> bool:
        return self._line is not None

    def connect(self, front: Realtime) -> None:
        if self._line is None:
            self._line = Line(front)

    def cut(self) -> None:
        """The line is gone, with whatever was still on its way."""
        if self._line is not None:
            self._line.end()
            self._line = None

    def read(self, most: int) -> None:
        """Take in some of what has arrived."""
        while self._line is not None and self._line.arrived and most:
            most -= 1
            self._take(self._line.arrived.pop(0))

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            self._line = None
        if message["type"] != "websocket.send":
            return
        frame = json.loads(message["text"])
        if frame.get("type") == "hello":
            self._greet(frame["epoch"])
        elif frame.get("type") == "reset":
            self._fetch_afresh()
            self._drain()
        elif "seq" in frame:
            if frame["seq"] > self._after:
                self._early[frame["seq"]] = frame["data"]["word"]
            self._drain()
            if self._early:
                self._subscribe()

    def _greet(self, epoch: str) -> None:
        if self._epoch not in (None, epoch):
            self._fetch_afresh()
        self._epoch = epoch
        self._subscribe()

    def _fetch_afresh(self) -> None:
        self._after, self.shown = self._fetch()
        self._early: dict[int, str] = {}

    def _drain(self) -> None:
        while (word := self._early.pop(self._after + 1, None)) is not None:
            self._after += 1
            self.shown.append(word)

    def _subscribe(self) -> None:
        assert self._line is not None
        self._number += 1
        given = {"stream": self._stream, "after": self._after, "epoch": self._epoch}
        self._line.send({"id": self._number, "do": "subscribe", **given})


class Line:
    """One open socket to a process, by ASGI alone."""

    def __init__(self, front: Realtime) -> None:
        self.arrived: list[dict[str, Any]] = []
        self._up: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        scope = {"type": "websocket", "path": PATH, "headers": HEADERS}
        scope["subprotocols"] = [SUBPROTOCOL]
        self._up.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.get_event_loop().create_task(front(scope, self._up.get, self._down))

    async def _down(self, message: dict[str, Any]) -> None:
        self.arrived.append(message)

    def send(self, frame: dict[str, Any]) -> None:
        self._up.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    def end(self) -> None:
        self._up.put_nowait({"type": "websocket.disconnect", "code": 1006})


async def some_turns(turns: int = TURNS) -> None:
    """Let whatever can go on go on."""
    for _turn in range(turns):
        await asyncio.sleep(0)


async def kill(front: Realtime) -> None:
    """End a process with all it holds in memory."""
    if front.hub is not None:
        await front.hub.stop()


async def end_everything() -> None:
    """Leave no task behind in this loop."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
