"""What a server may offer a socket beyond ASGI: to take finished frames, at once, within bounds.

ASGI's `send` makes each server build the same frame again for every socket, in a
coroutine of its own. The adapters of this package offer `scope["extensions"][WIRE]`
instead, a `Wire`. The application asks for it and does without where it is not offered.
"""

import random
from typing import Protocol

WIRE = "jobfair.wire"
#: ASGI's own extension: a handshake is answered like any other request.
ANSWER = "websocket.http.response"
#: What may wait to go down one socket, in bytes. Who is further behind comes back and catches up.
MOST_UNSENT = 256 * 1024
#: The largest message that may come up; what is larger ends the connection with 1009.
MOST_UP = 16 * 1024
#: Pieces in which one message may come: a client of ours sends one, and every piece costs a turn.
MOST_FRAGMENTS = 64
#: Requests that wait to be read, on a server that cannot hold the sender back.
MOST_UNREAD = 200
#: And so many of the largest among them: a person's requests are a hundred times smaller.
MOST_UNREAD_BYTES = 16 * MOST_UP
#: A client that does not answer a closing frame within so many seconds is cut off.
CLOSE_SECONDS = 5
PING_SECONDS = 20
#: A handshake that takes longer is given up by a server that counts; pages wait a little longer.
HANDSHAKE_SECONDS = 12
LAGGING = 4408
TOO_MANY = 4429


def until_first_ping() -> float:
    """Seconds. Those who came at once are not pinged at once, nor do they all answer at once ever after."""
    return random.uniform(0, PING_SECONDS)  # noqa: S311 - no secret


class Wire(Protocol):
    """One accepted socket, written to by plain calls in the server's loop."""

    #: Where a broadcast finds whether this socket may be written to past its server, see `places`.
    place: int

    def write(self, frame: bytes) -> bool:
        """Send a finished frame; False when the socket is closing.

        A frame that would make more than `MOST_UNSENT` wait closes the socket with 4408.
        """

    def finish(self, rest: bytes) -> bool:
        """Send what is left of a frame of which `places.pass_on` has sent the beginning."""

    def close(self, code: int) -> None:
        """Send a closing frame; the application hears `websocket.disconnect` at once."""
