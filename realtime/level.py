"""Who has heard everything of a stream so far: told by the wire alone, one finished frame for all."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import structlog

from realtime.servers import Wire
from realtime.servers.places import NOWHERE, pass_on

log = structlog.get_logger(__name__)
#: A broadcast lets the rest of the process have its turn after so many sockets.
YIELD_EVERY = 250

L = TypeVar("L")
S = TypeVar("S")


def parts(everybody: Sequence[S]) -> Iterator[Sequence[S]]:
    for begin in range(0, len(everybody), YIELD_EVERY):
        yield everybody[begin : begin + YIELD_EVERY]


class Level(Generic[L]):
    """Listeners in a row. Telling touches none of them, and no wire whose frame goes at once.

    They are told in the order of their places, which is about that of their sockets in the
    system's memory: in any other a message to a thousand takes a tenth longer.
    """

    def __init__(self) -> None:
        self._at: dict[L, int] = {}
        self._places = array("i")
        self._wires: list[Wire | None] = []
        self._empty: list[int] = []
        self._order = array("i")
        self._is_ordered = True

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[L]:
        return iter(self._at)

    def add(self, listener: L, wire: Wire) -> None:
        if self._empty:
            self._at[listener] = at = self._empty.pop()
            self._places[at], self._wires[at] = wire.place, wire
        else:
            self._at[listener] = len(self._wires)
            self._places.append(wire.place)
            self._wires.append(wire)
        self._is_ordered = False

    def discard(self, listener: L) -> None:
        """From now on nothing is written there, also of what is being told."""
        at = self._at.pop(listener, None)
        if at is not None:
            self._places[at], self._wires[at] = NOWHERE, None
            self._empty.append(at)

    def clear(self) -> None:
        self._at.clear()
        self._wires.clear()
        self._empty.clear()
        del self._places[:], self._order[:]

    def telling(self, frame: bytes) -> Iterator[None]:
        """Write to everybody, some of them at each step."""
        if not self._is_ordered:
            self._put_in_order()
        for some in parts(self._order):
            self._tell(some, frame)
            yield

    def _put_in_order(self) -> None:
        """Beginning with the order of before, so that few have to move."""
        everybody = [*self._order, *range(len(self._order), len(self._wires))]
        self._order = array("i", sorted(everybody, key=self._places.__getitem__))
        self._is_ordered = True

    def _tell(self, some: Sequence[int], frame: bytes) -> None:
        size, places = len(frame), self._places
        for at in some:
            sent = pass_on(places[at], frame)
            if sent != size:
                self._finish(self._wires[at], frame[sent:])

    def _finish(self, wire: Wire | None, rest: bytes) -> None:
        """What is wrong with one socket stops no other."""
        if wire is None:
            return
        try:
            wire.finish(rest)
        except Exception:
            log.exception("telling_failed")
