"""Which sockets may be written to past their server: the system's numbers of them, side by side.

What one says to thousands touches what belongs to each of them once, when no cache holds
it any more; on a shared machine every object met so can cost as much as the system call.
So all that a broadcast needs of a socket stands here, in four bytes.
"""

import os
from array import array

#: Instead of a number: by way of the server, because something may wait there.
ROUND = -1
#: The place of everybody whose server is never gone past.
NOWHERE = 0

numbers = array("i", [ROUND])
_free: list[int] = []


def take() -> int:
    """A place of one's own, from where one goes round."""
    if _free:
        return _free.pop()
    numbers.append(ROUND)
    return len(numbers) - 1


def give_back(place: int) -> None:
    """Only when nobody can write there any more: the next to take it is somebody else."""
    numbers[place] = ROUND
    _free.append(place)


def pass_on(place: int, frame: bytes) -> int:
    """How much of a finished frame has gone at once. The rest is for the wire's `finish`."""
    number = numbers[place]
    if number == ROUND:
        return 0
    try:
        return os.write(number, frame)
    except OSError:
        return 0
