"""Work on threads of its own: its answer comes to whoever waits, and nobody else is disturbed."""

import asyncio
import threading

import pytest

from realtime.work import in_pool, in_writing

PATIENCE = 20  # seconds


class Held:
    """Work that has begun and goes on when it is told to."""

    def __init__(self):
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self):
        self.begun.set()
        return self.go_on.wait(PATIENCE)

    async def until_begun(self):
        assert await asyncio.to_thread(self.begun.wait, PATIENCE)


def failing():
    raise LookupError


@pytest.mark.parametrize("somewhere", [in_pool, in_writing])
async def test_what_it_gives_or_raises_comes_to_whoever_waits(somewhere):
    assert await somewhere(divmod, 7, 2) == (3, 1)
    with pytest.raises(LookupError):
        await somewhere(failing)


async def test_who_waits_no_longer_is_told_nothing():
    problems, held = [], Held()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, about: problems.append(about))
    waiting = asyncio.create_task(in_writing(held))
    await held.until_begun()
    waiting.cancel()
    held.go_on.set()
    assert await in_writing(len, "next") == 4
    assert waiting.cancelled()
    assert problems == []


def test_a_loop_that_has_ended_meanwhile_costs_no_thread():
    held = Held()

    async def leave():
        waiting = asyncio.create_task(in_writing(held))
        await held.until_begun()
        return waiting

    assert asyncio.run(leave()).cancelled()
    held.go_on.set()
    assert asyncio.run(in_writing(len, "next")) == 4
