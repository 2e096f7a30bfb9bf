"""Whom to look at, and when: before their turn comes, nobody is touched."""

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Things in as many heaps as there are turns, by their identity; each stands in one at most."""

    def __init__(self, most: int) -> None:
        self._heaps = deque[dict[int, T]]({} for _turn in range(most))
        self._heap_of: dict[int, dict[int, T]] = {}

    def put(self, one: T, turns: int) -> None:
        """It is among what the `turns`-th `next` from now returns."""
        self.drop(one)
        heap = self._heaps[min(max(turns, 1), len(self._heaps)) - 1]
        heap[id(one)] = one
        self._heap_of[id(one)] = heap

    def drop(self, one: T) -> None:
        heap = self._heap_of.pop(id(one), None)
        if heap is not None:
            del heap[id(one)]

    def next(self) -> list[T]:
        """Those whose turn it is; they stand in no heap any more."""
        heap = self._heaps.popleft()
        self._heaps.append({})
        for number in heap:
            del self._heap_of[number]
        return list(heap.values())
