"""A request finds the thread of an earlier one, with its connection; two at once have two."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import get_ident

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async

from jobfair.ops.threads import Threads


def number_of(thread: ThreadPoolExecutor) -> int:
    """Which thread of the system it is."""
    return thread.submit(get_ident).result()


def is_ended(thread: ThreadPoolExecutor) -> bool:
    """Whether it takes no more work."""
    try:
        thread.submit(get_ident)
    except RuntimeError:
        return True
    return False


@pytest.fixture
def threads():
    """A few threads, ended afterwards."""
    threads = Threads(kept=2)
    yield threads
    for thread in threads.idle:
        thread.shutdown()


def test_the_next_request_has_the_thread_of_the_last(threads):
    with threads.lent() as thread:
        first = number_of(thread)
    with threads.lent() as thread:
        assert number_of(thread) == first


def test_two_requests_at_once_have_a_thread_each(threads):
    with threads.lent() as one, threads.lent() as other:
        assert number_of(one) != number_of(other)


def test_no_more_threads_stand_by_than_are_kept(threads):
    with ExitStack() as requests:
        lent = [requests.enter_context(threads.lent()) for _n in range(3)]
    assert len(threads.idle) == 2
    assert [is_ended(thread) for thread in lent].count(True) == 1


def test_a_thread_that_was_cut_off_is_not_lent_again(threads):
    with pytest.raises(asyncio.CancelledError), threads.lent() as thread:
        raise asyncio.CancelledError
    assert threads.idle == []
    assert is_ended(thread)


def test_django_works_on_the_thread_that_is_lent(threads):
    """The context that its handler opens for each request leaves the one around it alone."""

    async def request() -> int:
        with threads.lent() as thread:
            async with ThreadSensitiveContext(executor=thread), ThreadSensitiveContext():
                return await sync_to_async(get_ident)()

    assert asyncio.run(request()) == asyncio.run(request())
