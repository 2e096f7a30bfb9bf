"""Jobseekers who record steps by socket at a steady pace while something else is measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from secrets import token_hex
from threading import Event, Thread
from time import perf_counter
from typing import Self

from jobfair.ops.bench.intents_by_socket import step_of
from jobfair.ops.bench.realtime.contenders import Ours
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.bench.realtime.sockets import Crowd, Member
from jobfair.ops.server import DEFAULT

SECONDS_TO_ANSWER = 30.0
SECONDS_OF_A_LOOK = 0.02


class Recording(Thread):
    """Within its block they record, `pace` steps a second together; all is acknowledged at its end.

    `acknowledged` holds each step's number in the ledger, and when its `ok` came.
    """

    def __init__(
        self, port: int, cookies: Sequence[str], positions: Sequence[str], pace: float
    ) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[tuple[int, float]] = []
        self._cookies, self._positions, self._pace = cookies, positions, pace
        self._crowd, self._said = Crowd(port), 0
        self._enough = Event()
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        ours = Ours(DEFAULT)
        asking = [ours.request(self._crowd.port, Pair("", one, one), one) for one in self._cookies]
        self._members, _seconds = self._crowd.open(asking, ours.greet)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self.join()
        self._crowd.close()
        if self._failure is not None:
            raise self._failure

    def run(self) -> None:
        try:
            self._record()
        except Exception as failure:
            self._failure = failure

    def _record(self) -> None:
        began = perf_counter()
        while not self._enough.is_set():
            due = int((perf_counter() - began) * self._pace)
            while self._said < due:
                self._say_one()
            self._listen(SECONDS_OF_A_LOOK)
        while len(self.acknowledged) < self._said:
            if not self._listen(SECONDS_TO_ANSWER):
                missing = self._said - len(self.acknowledged)
                raise RuntimeError(f"{missing} were never acknowledged")

    def _listen(self, seconds: float) -> int:
        heard = self._crowd.pump(self._heard, seconds)
        if self._crowd.lost:
            raise RuntimeError("the server closed a socket")
        return heard

    def _say_one(self) -> None:
        turn, place = divmod(self._said, len(self._members))
        self._said += 1
        text = step_of(self._positions, turn)
        self._members[place].say(text.replace("CID", token_hex(16)))

    def _heard(self, _member: Member, texts: Sequence[bytes]) -> None:
        now = perf_counter()
        for text in texts:
            if text.startswith(b'{"id":2,"error"'):
                raise RuntimeError(text.decode())
            if text.startswith(b'{"id":2,'):
                self.acknowledged.append((json.loads(text)["ok"]["number"], now))
