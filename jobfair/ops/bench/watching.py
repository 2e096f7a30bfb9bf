"""How long after the `ok` to whoever recorded it a change is on an organiser's screen.

The watcher does what the script of the board does (static/js/controllers/board.js): with the first
change that is told its number is shown and the whole board fetched again, the next ones wait until
the server draws it anew. That delay is part of what is measured; drawing the pixels is not.
"""

from __future__ import annotations

import asyncio
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from time import perf_counter
from typing import Any

from django.urls import reverse
from websockets.asyncio.client import ClientConnection, connect

from jobfair.booths.models import Position
from jobfair.fairs.models import Fair
from jobfair.ops.bench import client, pages
from jobfair.ops.bench.cores import LOAD, only_on_core
from jobfair.ops.bench.intents_by_socket import SOCKETS, jobseekers
from jobfair.ops.bench.recording import Recording
from jobfair.ops.bench.verdict import mark

MILLISECOND = 0.001
SECONDS_TO_CATCH_UP = 10.0
#: After the `ok`, at most: a change is on the screen by its figure, and what is drawn from it (curve,
#: table, sentence) with the whole board.
ROWS = {
    "frames": ("frame on the organiser's stream", 1.0),
    "figures": ("figure on the screen", 1.0),
    "parts": ("board fetched again with it", 1.0),
}

Seen = list[tuple[int, float]]


@dataclass
class Watcher:
    """A board that is open: up to which number of the ledger it was told, showed, and fetched, and when."""

    site: str
    address: str
    cookie: str
    frames: Seen = field(default_factory=list)
    figures: Seen = field(default_factory=list)
    parts: Seen = field(default_factory=list)
    told: int = 0
    drawn_anew: float = 0.0
    is_stale: bool = False
    timer: asyncio.TimerHandle | None = None
    fetching: set[asyncio.Task[tuple[int, str]]] = field(default_factory=set)

    async def open(self) -> dict[str, int]:
        """Read the page; where its streams stand."""
        _number, page = await self._read()
        return dict(json.loads(unescape(found(r'data-heard="([^"]*)"', page))))

    async def listen(self, wire: ClientConnection) -> None:
        """Hear what is told until cancelled."""
        async for text in wire:
            frame: dict[str, Any] = json.loads(text)
            if frame.get("type") == "intents.counted":
                self.told = max(self.told, frame["data"]["number"])
                self.frames.append((self.told, perf_counter()))
            if "seq" in frame or frame.get("type") == "reset":
                self._soon()

    def _soon(self) -> None:
        self.is_stale = True
        if self.timer is None and not self.fetching:
            wait = max(self.drawn_anew - perf_counter(), 0.0)
            self.timer = asyncio.get_running_loop().call_later(wait, self._refresh)

    def _refresh(self) -> None:
        self.timer, self.is_stale = None, False
        self._show(self.told)
        task = asyncio.create_task(self._read())
        self.fetching.add(task)
        task.add_done_callback(self._fetched)

    def _fetched(self, task: asyncio.Task[tuple[int, str]]) -> None:
        self.fetching.discard(task)
        number, _part = task.result()
        self.parts.append((number, perf_counter()))
        if self.is_stale or self.told > number:
            self._soon()
        self._show(max(self.told, number))

    def _show(self, number: int) -> None:
        self.figures.append((number, perf_counter()))

    async def _read(self) -> tuple[int, str]:
        headers, part = await client.read(f"{self.site}{self.address}", cookie=self.cookie)
        self.drawn_anew = perf_counter() + int(headers["next-in"]) * MILLISECOND
        return int(found(r'data-number="(\d+)"', part)), part


def found(pattern: str, text: str) -> str:
    """What the page says there; RuntimeError where it says nothing."""
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"no {pattern} in the page")
    return match[1]


@dataclass(frozen=True)
class Delays:
    """Seconds from the `ok` to each of `ROWS`, in order, at so many steps a second."""

    pace: float
    booths: int
    seconds: dict[str, list[float]]


def measure(fair: Fair, *, pace: float, seconds: float, sockets: int = SOCKETS) -> Delays:
    """Let a board be watched while so many steps a second are recorded at its fair."""
    cookie = pages.organiser_cookie(fair)
    speakers = jobseekers(sockets)
    positions = [one.key for one in Position.objects.filter(booth__fair=fair)]
    board, booths = reverse("web:desk_board_part", args=[fair.pk]), fair.booths.count()
    with only_on_core(LOAD), pages.running_server() as server:
        watcher = Watcher(server.site, board, cookie)
        recording = Recording(server.port, speakers, positions, pace)
        asyncio.run(_watch(watcher, recording, seconds))
    return Delays(pace, booths, delays(watcher, recording.acknowledged))


async def _watch(watcher: Watcher, recording: Recording, seconds: float) -> None:
    heard = await watcher.open()
    async with connect(
        watcher.site.replace("http", "ws", 1) + "/ws",
        origin=watcher.site,  # type: ignore[arg-type]
        subprotocols=["jobfair.v1"],  # type: ignore[list-item]
        additional_headers={"Cookie": watcher.cookie},
        compression=None,
    ) as wire:
        await wire.recv()
        for number, (stream, after) in enumerate(heard.items()):
            asked = {"id": number, "do": "subscribe", "stream": stream, "after": after}
            await wire.send(json.dumps(asked))
        listening = asyncio.create_task(watcher.listen(wire))
        await asyncio.to_thread(_record, recording, seconds)
        await _catch_up(watcher, recording.acknowledged[-1][0])
        listening.cancel()
        await asyncio.gather(listening, *watcher.fetching, return_exceptions=True)


def _record(recording: Recording, seconds: float) -> None:
    with recording:
        recording.join(seconds)


async def _catch_up(watcher: Watcher, newest: int) -> None:
    """Wait until the board has everything, or it takes too long to be waited for."""
    deadline = perf_counter() + SECONDS_TO_CATCH_UP
    while perf_counter() < deadline:
        if watcher.parts and watcher.parts[-1][0] >= newest:
            return
        await asyncio.sleep(0.02)


def delays(watcher: Watcher, acknowledged: Seen) -> dict[str, list[float]]:
    """From each `ok` to the first sight of its number; without end where it was never seen."""
    return {
        row: sorted(delay(number, at, getattr(watcher, row)) for number, at in acknowledged)
        for row in ROWS
    }


def delay(number: int, at: float, seen: Seen) -> float:
    """Seconds until `seen` came to this number; nought where that was before the `ok`."""
    place = bisect_left(seen, number, key=lambda one: one[0])
    return max(seen[place][1] - at, 0.0) if place < len(seen) else float("inf")


def percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(found: Delays, write: Callable[[str], object]) -> bool:
    """Print the delays and what they must be; whether the longest one in a hundred keeps to it."""
    write(f"{found.pace:.0f} steps a second at a fair of {found.booths} booths; from the ok to the")
    holds = True
    for row, (name, longest) in ROWS.items():
        p50, p99 = (percentile(found.seconds[row], share) for share in (0.5, 0.99))
        is_quick = p99 <= longest
        write(
            f"  {name:<32} p50 {p50 * 1000:6.0f} ms   p99 {p99 * 1000:6.0f} ms"
            f"   at most {longest:g} s {mark(is_quick)}"
        )
        holds = holds and is_quick
    return holds
