"""The hub's listeners on one socket: what it subscribed to, and the watch on its rights."""

from collections.abc import Callable, Sequence

from jobfair.accounts.events import RightsChanged
from realtime import protocol
from realtime.lines import Facts, Line
from realtime.outlet import Outlet
from realtime.servers import Wire

#: A replay beyond this would rather be fetched as a page, and would fill the outlet by itself.
MOST_REPLAYED = 128 * 1024


class Subscription:
    """One stream on one socket; frames are held back until the replay has gone down."""

    __slots__ = ("_ask_again", "_held", "_outlet", "_position", "_starts_over", "_stream")

    def __init__(self, stream: str, outlet: Outlet, ask_again: Callable[[str], None]) -> None:
        self._stream = stream
        self._outlet = outlet
        self._ask_again = ask_again
        self._held: list[Facts] | None = []
        self._position = 0
        self._starts_over = False

    @property
    def is_released(self) -> bool:
        return self._held is None

    def tell(self, facts: Facts) -> Wire | None:
        """Pass on what is new here; whoever has heard all needs nothing but the wire from then on."""
        if self._held is not None:
            self._held.append(facts)
            return None
        if facts.last > self._position:
            self._outlet.tell(self._stream, facts.after(self._position))
            self._position = facts.last
        return self._outlet.wire if facts.last == self._position else None

    def show(self, line: Line) -> None:
        if self._held is None:
            self._outlet.show(line)

    def start_over(self) -> None:
        """Say that the page must fetch afresh; numbers may run from the beginning again."""
        if self._held is None:
            self._position = 0
            self._outlet.say(protocol.reset(self._stream))
        else:  # what is being read, and what came so far, is of before
            self._held, self._starts_over = [], True

    def reconsider(self) -> None:
        """Fewer people may hear this stream now: ask whether this one still does."""
        self._ask_again(self._stream)

    def release(self, position: int, texts: list[str] | None, latest: Sequence[Line]) -> None:
        """Send the replay (or the word to fetch afresh), the latest values, then what came meanwhile."""
        if self._starts_over:
            position, texts = 0, None
        missed = [Line(text) for text in texts or []]
        if texts is None or sum(len(line.frame) for line in missed) > MOST_REPLAYED:
            self._outlet.say(protocol.reset(self._stream))
        elif missed:
            self._outlet.tell(self._stream, Facts(position - len(missed) + 1, missed))
        held, self._held, self._position = self._held or [], None, position
        for line in latest:
            self._outlet.show(line)
        for facts in held:
            self.tell(facts)

    def end(self) -> None:
        """Say nothing more, even of what is on its way."""
        self._held = []


class RightsWatch:
    """Hears on a person's own stream that a right may be lost, before anything else does."""

    __slots__ = ("_ask_again",)

    def __init__(self, ask_again: Callable[[], None]) -> None:
        self._ask_again = ask_again

    def tell(self, facts: Facts) -> None:  # nothing goes down: there is no wire to be told by
        if any(f'"type":"{RightsChanged.type}"' in line.text for line in facts.lines):
            self._ask_again()

    def show(self, line: Line) -> None:
        """A latest value says nothing about rights."""

    def start_over(self) -> None:
        self._ask_again()

    def reconsider(self) -> None:
        """A person's own stream stays theirs."""
