"""How a server ends: everybody is told, what is running finishes, what takes too long is cut."""

import asyncio
from contextlib import suppress
from typing import Any

#: What is running when the server is told to stop may take this long to finish.
SECONDS_TO_FINISH = 5.0


async def finish(application: Any, running: set[asyncio.Task[None]]) -> None:
    """Say that the server ends, wait for what is running, and cancel what takes too long."""
    await say_that_it_ends(application)
    if running:
        _, late = await asyncio.wait(running, timeout=SECONDS_TO_FINISH)
        for task in late:
            task.cancel()


async def say_that_it_ends(application: Any) -> None:
    """Tell the application by ASGI's lifespan: Daphne does not speak it, Uvicorn too late."""
    messages: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    for message in ("lifespan.startup", "lifespan.shutdown"):
        messages.put_nowait({"type": message})

    async def heard(message: dict[str, Any]) -> None:
        """Its answers change nothing: the server ends in any case."""

    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_FINISH):
            await application({"type": "lifespan"}, messages.get, heard)
