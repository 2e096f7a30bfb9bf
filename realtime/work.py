"""Database work of all sockets of a process, on threads of its own, bounded in number."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connection

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 8
pool = ThreadPoolExecutor(THREADS, thread_name_prefix="realtime")
#: SQLite lets one write at a time, and who finds another at it sleeps for milliseconds, again and
#: again. A connection whose last write was the database's last still knows its pages besides: by
#: turns on eight threads, the same writes cost half as much again.
writing = (
    ThreadPoolExecutor(1, thread_name_prefix="writing") if connection.vendor == "sqlite" else pool
)


async def in_pool(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run blocking work on a pool thread, which keeps its connection while it is sound."""
    return await _on(pool, partial(function, *args, **kwargs))


async def in_writing(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run what writes: where only one can, on the one thread that does nothing else."""
    return await _on(writing, partial(function, *args, **kwargs))


def _on(threads: ThreadPoolExecutor, call: Callable[[], R]) -> asyncio.Future[R]:
    """As the loop's own way to a thread, with half as many steps there and back."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[R] = loop.create_future()
    threads.submit(_run, call, answer, loop)
    return answer


def _run(call: Callable[[], R], answer: asyncio.Future[R], loop: asyncio.AbstractEventLoop) -> None:
    """On a thread. Its connection is looked after when the answer is on its way."""
    try:
        settle = partial(answer.set_result, call())
    except BaseException as error:
        settle = partial(answer.set_exception, error)
    with suppress(RuntimeError):  # the loop has ended, and nobody waits
        loop.call_soon_threadsafe(_settle, answer, settle)
    close_old_connections()


def _settle(answer: asyncio.Future[R], settle: Callable[[], None]) -> None:
    """Nobody waits any more for what was cancelled."""
    if not answer.done():
        settle()
