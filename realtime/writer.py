"""One writer for each process: what is said while a commit is under way shares the next one."""

import asyncio

from jobfair.chat.services import Saying, send_messages
from jobfair.chat.services.saying import Said
from realtime.work import in_pool

MOST_TOGETHER = 200


class Writer:
    """Takes sayings from every socket and answers each after its commit."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Saying, asyncio.Future[Said]]] = []
        self._running: asyncio.Task[None] | None = None

    async def say(self, saying: Saying) -> Said:
        """The stored message, or why it was refused; raises what the database raised."""
        answer: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._waiting.append((saying, answer))
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

    async def _write(self, batch: list[tuple[Saying, asyncio.Future[Said]]]) -> None:
        """A batch that fails is tried one by one: only the culprit hears of it."""
        try:
            answers = await in_pool(send_messages, [saying for saying, _answer in batch])
        except Exception as error:
            if len(batch) == 1:
                _settle(batch[0][1], error)
                return
            for one in batch:
                await self._write([one])
            return
        for (_saying, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)


def _settle(future: asyncio.Future[Said], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


writer = Writer()
