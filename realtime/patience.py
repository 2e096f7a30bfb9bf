"""Who goes on making mistakes that no page of ours makes waits; nobody else does.

Mistakes are counted by session, and for visitors by address, in a token bucket that only
those have who made one. While it is empty their sockets are closed, and new ones are greeted
late or not at all, before anything is asked of the database.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from jobfair.common.limits import Bucket

#: A connection that had to be ended for what it sent counts as so many mistakes.
BREACH = 5
#: Well within what a server gives a handshake, and a page.
LONGEST_WAIT = 4.0
MOST_KEPT = 10_000


class Who(NamedTuple):
    """One session, or an address behind which there may be a whole venue."""

    key: str
    is_crowd: bool

    def bucket(self, clock: Callable[[], float]) -> Bucket:
        """What is borne: of a page whose streams are all gone every refusal, and then one a second."""
        share = 20 if self.is_crowd else 1
        return Bucket(rate=share, burst=60 * share, clock=clock)


class Patience:
    """What this process still bears of whom."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[Who, Bucket] = {}

    def bears(self, who: Who, mistakes: int = 1) -> bool:
        """Count mistakes; whether there was patience left for them."""
        if who not in self._buckets:
            self._forget()
            self._buckets[who] = who.bucket(self._clock)
        return self._buckets[who].spend(mistakes)

    def wait_of(self, who: Who) -> float | None:
        """After how many seconds a new socket is greeted; None when it is to be sent away."""
        bucket = self._buckets.get(who)
        return 0.0 if bucket is None else bucket.reserve(LONGEST_WAIT)

    def _forget(self) -> None:
        """Those who have been quiet for long enough; when there are too many, the first to come."""
        if len(self._buckets) >= MOST_KEPT:
            self._buckets = {who: one for who, one in self._buckets.items() if not one.is_full}
        if len(self._buckets) >= MOST_KEPT:
            del self._buckets[next(iter(self._buckets))]
