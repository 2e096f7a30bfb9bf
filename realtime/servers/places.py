"""How each socket may be written to past its server: the ways of all, side by side.

What one says to thousands touches what belongs to each of them once, when no cache holds
it any more; on a shared machine every object met so can cost as much as the system call.
So all that a broadcast needs of a socket stands here: `send` of the system's socket. To
`write` by its number meets one thing less here and more in the system, which looks at it
as at a file: a broadcast to a thousand takes a twentieth longer.
"""

from collections.abc import Callable

#: Takes a finished frame; how much of it has gone. OSError where nothing can go.
Way = Callable[[bytes], int]
#: The place of everybody whose server is never gone past.
NOWHERE = 0


def by_the_server(frame: bytes) -> int:
    """Nothing goes at once, because something may wait there."""
    return 0


ways: list[Way] = [by_the_server]
_free: list[int] = []


def take() -> int:
    """A place of one's own, from where one goes by the server."""
    if _free:
        return _free.pop()
    ways.append(by_the_server)
    return len(ways) - 1


def give_back(place: int) -> None:
    """Only when nobody can write there any more: the next to take it is somebody else."""
    ways[place] = by_the_server
    _free.append(place)


def pass_on(place: int, frame: bytes) -> int:
    """How much of a finished frame has gone at once. The rest is for the wire's `finish`."""
    try:
        return ways[place](frame)
    except OSError:
        return 0
