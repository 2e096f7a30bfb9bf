"""Who listens to one stream, and how a large audience is told in turns.

What one says to thousands touches what belongs to each of them once, when no cache holds
it any more. So who has heard everything so far is told by the wire alone: one finished
frame, one small object for each socket. All others are told each as it stands.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import structlog

from realtime.lines import Facts, Line
from realtime.servers import Wire

log = structlog.get_logger(__name__)
#: A broadcast lets the rest of the process have its turn after so many sockets.
YIELD_EVERY = 250

#: Facts, a latest value, or the word to fetch afresh.
News = Facts | Line | None


class Listener(Protocol):
    """A socket's side of one subscription; none of its methods may block."""

    def tell(self, facts: Facts) -> Wire | None:
        """The wire that may be written to from now on instead, if it is one that has heard all."""

    def show(self, line: Line) -> None: ...
    def start_over(self) -> None: ...
    def reconsider(self) -> None: ...


class Audience:
    """The listeners of one stream in this process."""

    def __init__(self) -> None:
        self._apart: set[Listener] = set()
        self._level: dict[Listener, Wire] = {}
        #: Who left while something is being told: of that they hear nothing more.
        self._left: set[Wire] | None = None

    def __len__(self) -> int:
        return len(self._apart) + len(self._level)

    def add(self, listener: Listener) -> None:
        self._apart.add(listener)

    def discard(self, listener: Listener) -> None:
        self._apart.discard(listener)
        wire = self._level.pop(listener, None)
        if wire is not None and self._left is not None:
            self._left.add(wire)

    def telling(self, news: News) -> Iterator[None]:
        """Tell everybody who listens now, some of them at each step."""
        self._left = left = set[Wire]()
        try:
            yield from self._turns(news, left)
        finally:
            self._left = None

    def _turns(self, news: News, left: set[Wire]) -> Iterator[None]:
        if news is None or (isinstance(news, Facts) and news.narrows):
            self._apart.update(self._level)
            self._level.clear()
        else:
            for wires in _parts(list(self._level.values())):
                _write_each([one for one in wires if one not in left], news.frame)
                yield
        for listeners in _parts(list(self._apart)):
            self._tell_each(listeners, news)
            yield

    def _tell_each(self, listeners: Sequence[Listener], news: News) -> None:
        """Tell everybody; what is wrong with one socket stops no other."""
        for listener in listeners:
            try:
                self._tell(listener, news)
            except Exception:
                log.exception("telling_failed")

    def _tell(self, listener: Listener, news: News) -> None:
        if news is None:
            listener.start_over()
        elif isinstance(news, Line):
            listener.show(news)
        elif wire := listener.tell(news):
            self._apart.discard(listener)
            self._level[listener] = wire
        if isinstance(news, Facts) and news.narrows:
            listener.reconsider()


def _write_each(wires: Sequence[Wire], frame: bytes) -> None:
    size = len(frame)
    for wire in wires:
        try:
            sent = wire.pass_on(frame)
        except OSError:
            sent = 0
        except Exception:
            log.exception("telling_failed")
            continue
        if sent != size:
            _finish(wire, frame[sent:])


def _finish(wire: Wire, rest: bytes) -> None:
    try:
        wire.finish(rest)
    except Exception:
        log.exception("telling_failed")


def _parts(everybody: list) -> Iterator[list]:
    for begin in range(0, len(everybody), YIELD_EVERY):
        yield everybody[begin : begin + YIELD_EVERY]
