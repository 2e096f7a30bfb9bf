"""Who listens to one stream, and how a large audience is told in turns.

Who has heard everything so far is level with the stream and told by the wire alone. All
others are told each as it stands.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import structlog

from realtime.level import Level, parts
from realtime.lines import Facts, Line
from realtime.servers import Wire

log = structlog.get_logger(__name__)

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
        self._level: Level[Listener] = Level()

    def __len__(self) -> int:
        return len(self._apart) + len(self._level)

    def add(self, listener: Listener) -> None:
        self._apart.add(listener)

    def discard(self, listener: Listener) -> None:
        """Who leaves while something is being told hears nothing more of it."""
        self._apart.discard(listener)
        self._level.discard(listener)

    def telling(self, news: News) -> Iterator[None]:
        """Tell everybody who listens now, some of them at each step; one telling at a time."""
        if news is None or (isinstance(news, Facts) and news.narrows):
            self._apart.update(self._level)
            self._level.clear()
        else:
            yield from self._level.telling(news.frame)
        for listeners in parts(list(self._apart)):
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
            self._level.add(listener, wire)
        if isinstance(news, Facts) and news.narrows:
            listener.reconsider()
