"""One writer for each kind of thing and process: what comes while a commit is under way shares the next."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from jobfair.chat.services import Saying, send_messages
from jobfair.chat.services.saying import Said
from jobfair.common.away import is_away
from jobfair.intents.services import Answer, Wish, record_all
from realtime.work import in_writing

MOST_TOGETHER = 200

W = TypeVar("W")
A = TypeVar("A")


class Writer(Generic[W, A]):
    """Takes wishes from every socket and answers each after its commit.

    `store` writes many in one transaction and gives an answer for each, in order.
    """

    def __init__(self, store: Callable[[Sequence[W]], list[A]]) -> None:
        self._store = store
        self._waiting: list[tuple[W, asyncio.Future[A]]] = []
        self._running: asyncio.Task[None] | None = None

    async def write(self, wish: W) -> A:
        """What was stored, or why it was refused; raises what the database raised."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, answer))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting[:MOST_TOGETHER]
                del self._waiting[:MOST_TOGETHER]
                await self._write(batch)
        finally:
            self._running = None

    async def _write(self, batch: list[tuple[W, asyncio.Future[A]]]) -> None:
        """A batch that fails is tried one by one: only the culprit hears of it.

        Unless the database is away: each would wait for it as long as the first one did.
        """
        try:
            answers = await in_writing(self._store, [wish for wish, _answer in batch])
        except Exception as error:
            await self._write_each(batch, error)
            return
        for (_wish, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)

    async def _write_each(self, batch: list[tuple[W, asyncio.Future[A]]], error: Exception) -> None:
        if len(batch) == 1:
            _settle(batch[0][1], error)
            return
        for place, one in enumerate(batch):
            await self._write([one])
            if has_met_nobody(one[1]):
                for _wish, future in batch[place:]:
                    _settle(future, error)
                return


def has_met_nobody(future: asyncio.Future[A]) -> bool:
    """Whether the database was away."""
    return not future.cancelled() and is_away(future.exception())


def _settle(future: asyncio.Future[A], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


messages: Writer[Saying, Said] = Writer(send_messages)
intents: Writer[Wish, Answer] = Writer(record_all)
