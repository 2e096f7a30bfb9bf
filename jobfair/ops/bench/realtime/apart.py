"""An audience in a process of its own, which listens whether or not it is its turn.

So all can be open at once: each answers its server's pings while another is measured, and
the system's limit of open files is each one's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from jobfair.ops.bench.realtime.contenders import Running
from jobfair.ops.bench.realtime.measures import Audience, Took, ignore
from jobfair.ops.bench.realtime.people import Pair

SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_END = 20


class Apart:
    """What lets an audience elsewhere take its turn; as the audience itself does."""

    def __init__(self, pipe: Connection[tuple[str, *tuple[float, ...]], Took]) -> None:
        self.pipe = pipe

    def saturate(self, seconds: float) -> Took:
        return self.take("saturate", seconds)

    def paced(self, rate: float, seconds: float, unheeded: int) -> Took:
        return self.take("paced", rate, seconds, unheeded)

    def take(self, turn: str, *how: float) -> Took:
        """EOFError when the process is gone; why is on standard error."""
        self.pipe.send((turn, *how))
        return self.pipe.recv()


@contextmanager
def apart(server: Running, pairs: Sequence[Pair], size: int) -> Iterator[Apart]:
    """Let so many sockets be opened by another process, which is gone afterwards."""
    fork = get_context("fork")
    here, there = fork.Pipe()
    process = fork.Process(target=attend, args=(there, server, pairs, size))
    process.start()
    there.close()
    try:
        yield Apart(here)
    finally:
        with suppress(BrokenPipeError):
            here.send(None)
        process.join(SECONDS_TO_END)
        process.kill()


def attend(
    pipe: Connection[Took, tuple[str, *tuple[float, ...]] | None],
    server: Running,
    pairs: Sequence[Pair],
    size: int,
) -> None:
    """Listen, and take each turn that is asked for, until asked no more."""
    audience = Audience(server, pairs, size)
    while True:
        audience.crowd.pump(ignore, SECONDS_BETWEEN_LOOKS)
        if not pipe.poll():
            continue
        asked = pipe.recv()
        if asked is None:
            break
        turn, *how = asked
        pipe.send(getattr(audience, turn)(*how))
    audience.close()
