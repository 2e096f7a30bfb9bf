"""Database work of all sockets of a process, in a bounded pool of its own threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 8
pool = ThreadPoolExecutor(THREADS, thread_name_prefix="realtime")


async def in_pool(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run blocking work on a pool thread, which keeps its connection while it is sound."""
    call = partial(_with_sound_connection, partial(function, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(pool, call)


def _with_sound_connection(call: Callable[[], R]) -> R:
    close_old_connections()
    try:
        return call()
    finally:
        close_old_connections()
