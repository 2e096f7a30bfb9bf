"""Token buckets: limits that a person never meets and a flood does."""

import time
from collections.abc import Callable
from math import ceil


class Bucket:
    """`burst` at once, then `rate` a second."""

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._at = clock()

    def take(self) -> int:
        """0 when there was a token, else the whole seconds until there is one."""
        self._refill()
        if self._tokens >= 1:
            self._tokens -= 1
            return 0
        return max(1, ceil((1 - self._tokens) / self._rate))

    def spend(self, count: int) -> bool:
        """Take so many, or what there is; whether there were enough."""
        self._refill()
        was_enough = self._tokens >= count
        self._tokens = max(min(self._tokens, 0), self._tokens - count)
        return was_enough

    def reserve(self, longest: float) -> float | None:
        """The seconds until a token is there, which is taken already; None if longer than `longest`."""
        self._refill()
        wait = max(0.0, (1 - self._tokens) / self._rate)
        if wait > longest:
            return None
        self._tokens -= 1
        return wait

    @property
    def is_full(self) -> bool:
        self._refill()
        return self._tokens >= self._burst

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
