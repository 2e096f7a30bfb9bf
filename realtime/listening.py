"""The hub's listeners on one socket: what it subscribed to, and the watch on its rights."""

from collections.abc import Callable

from jobfair.accounts.events import RightsChanged
from realtime import protocol
from realtime.outlet import Outlet


class Subscription:
    """One stream on one socket; frames are held back until the replay has gone down."""

    def __init__(self, stream: str, outlet: Outlet) -> None:
        self._stream = stream
        self._outlet = outlet
        self._held: list[tuple[int, str]] | None = []
        self._position = 0

    def tell(self, seq: int, text: str) -> None:
        if self._held is not None:
            self._held.append((seq, text))
        elif seq > self._position:
            self._position = seq
            self._outlet.write(text)

    def start_over(self) -> None:
        """Say that the page must fetch afresh; numbers may run from the beginning again."""
        self._position = 0
        self._outlet.write(protocol.reset(self._stream))

    def release(self, position: int, texts: list[str] | None) -> None:
        """Send the replay (or the word to fetch afresh), then what came meanwhile."""
        if texts is None:
            self.start_over()
        for text in texts or []:
            self._outlet.write(text)
        held, self._held, self._position = self._held or [], None, position
        for seq, text in held:
            self.tell(seq, text)


class RightsWatch:
    """Hears on a person's own stream that a right may be lost, before anything else does."""

    def __init__(self, ask_again: Callable[[], None]) -> None:
        self._ask_again = ask_again

    def tell(self, seq: int, text: str) -> None:
        if f'"type":"{RightsChanged.type}"' in text:
            self._ask_again()

    def start_over(self) -> None:
        self._ask_again()
