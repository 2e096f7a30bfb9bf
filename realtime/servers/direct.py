"""The way past a server, straight into the operating system's socket, where that is sound."""

from typing import Protocol

from realtime.servers import places


class Served(Protocol):
    """A server's side of one socket."""

    def way(self) -> places.Way:
        """`send` of the system's socket."""

    def finish(self, rest: bytes) -> bool:
        """Send by way of the server, behind what waits there; or directly when nothing does."""

    def close(self, code: int) -> None: ...


class DirectWire:
    """Straight into the system's socket while nothing waits before it.

    Its place is its own for as long as anybody has this wire: of a connection that has
    ended, nothing may ever go to whoever comes next.
    """

    __slots__ = ("_protocol", "place")

    def __init__(self, protocol: Served) -> None:
        self._protocol = protocol
        self.place = places.take()

    def __del__(self) -> None:
        places.give_back(self.place)

    @property
    def is_direct(self) -> bool:
        return places.ways[self.place] is not places.by_the_server

    def go_direct(self) -> None:
        places.ways[self.place] = self._protocol.way()

    def go_round(self) -> None:
        """Something may wait for the socket from now on, or it is closed."""
        places.ways[self.place] = places.by_the_server

    def write(self, frame: bytes) -> bool:
        sent = places.pass_on(self.place, frame)
        return sent == len(frame) or self.finish(frame[sent:])

    def finish(self, rest: bytes) -> bool:
        return self._protocol.finish(rest)

    def close(self, code: int) -> None:
        self._protocol.close(code)
