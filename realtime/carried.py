"""One stream in this process: who listens, how far it has come, what comes too early or too often."""

import asyncio
from collections import deque
from collections.abc import Iterator
from time import monotonic

from jobfair.outbox.events import lifetime_of
from realtime.audience import Audience, News
from realtime.level import YIELD_EVERY
from realtime.lines import Facts, Line

#: Latest values of a stream go out at most once in so many seconds.
LATEST_SECONDS = 1.0
#: What has gathered while a large audience was told goes down in one piece of at most so many bytes.
LARGEST_PIECE = 32 * 1024


class Carried:
    """Puts what is heard into its order and tells every listener, a large audience in turns."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.listeners = Audience()
        self.last: int | None = None
        self.early: dict[int, Line] = {}
        self._latest: dict[str, tuple[Line, float]] = {}
        self.repair: asyncio.Task[None] | None = None
        self.reading = asyncio.Lock()
        self._due: deque[tuple[int, Line] | Line | None] = deque()
        self._values: dict[str, Line] = {}
        self._pause: asyncio.TimerHandle | None = None
        self._telling: Iterator[None] | None = None

    def take(self, seq: int, text: str) -> None:
        """A fact has come; it is due when everything before it has come too, and told by `tell`."""
        if self.last is None or seq > self.last:
            self.early[seq] = Line(text)
            self._note_due()

    def begin_at(self, last: int) -> None:
        """Know where the stream stands; what is older is known, what is newer is told."""
        if self.last is None:
            self.last = last
            self.early = {seq: line for seq, line in self.early.items() if seq > last}
        self._note_due()
        self.tell()

    def start_over(self, last: int) -> None:
        """What is missing cannot be told; every listener fetches afresh and goes on from `last`."""
        self.last, self.early = last, {}
        self._due.append(None)
        self.tell()

    def show(self, name: str, text: str) -> None:
        """A latest value has come: told at once, or with the next that are due."""
        line = self._values.get(name) or self._latest.get(name, (None, 0))[0]
        if line is None or line.text != text:
            self._values[name] = Line(text)
            if self._pause is None:
                self._show_values()

    def latest(self) -> list[Line]:
        """The last value of each kind that still says something, for a new listener."""
        return [line for line, _since in self._living(monotonic()).values()]

    def _living(self, now: float) -> dict[str, tuple[Line, float]]:
        return {
            name: (line, since)
            for name, (line, since) in self._latest.items()
            if (lasts := lifetime_of(name)) is None or now - since < lasts
        }

    def _show_values(self) -> None:
        values, self._values, self._pause = self._values, {}, None
        if values:
            self._pause = asyncio.get_running_loop().call_later(LATEST_SECONDS, self._show_values)
            now = monotonic()
            # What says nothing any more goes: there is one for each person who ever wrote.
            self._latest = self._living(now) | {name: (line, now) for name, line in values.items()}
            self._due.extend(values.values())
            self.tell()

    def _note_due(self) -> None:
        while self.last is not None and (line := self.early.pop(self.last + 1, None)):
            self.last += 1
            self._due.append((self.last, line))

    def tell(self) -> None:
        """Tell what is due; what came together goes down together."""
        if self._telling is None and self._due:
            self._telling = self._telling_all()
            self._take_turn()

    def _telling_all(self) -> Iterator[None]:
        try:
            while self._due:
                yield from self.listeners.telling(self._next())
        finally:
            self._telling = None

    def _take_turn(self) -> None:
        """To the end where few listen; a large audience takes turns with everything else."""
        for _turn in self._telling or ():
            if len(self.listeners) > YIELD_EVERY:
                asyncio.get_running_loop().call_soon(self._take_turn)
                return

    def _next(self) -> News:
        """What is due, with the facts that follow it; none goes down with one that takes rights away."""
        news = self._due.popleft()
        if news is None or isinstance(news, Line):
            return news
        first, line = news
        lines, size = [line], len(line.frame)
        while not line.narrows and self._due and isinstance(self._due[0], tuple):
            _number, line = self._due[0]
            size += len(line.frame)
            if size > LARGEST_PIECE:
                break
            self._due.popleft()
            lines.append(line)
        return Facts(first, lines)
