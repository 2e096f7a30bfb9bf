"""Two transactions at the same moment, of which the second waits for the first."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from jobfair.common.errors import DomainError

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def answered(doing: Callable[[], Any]) -> Any:
    """What it gave, or why it was refused; on a connection of this thread's own."""
    try:
        return doing()
    except DomainError as refusal:
        return refusal
    finally:
        connection.close()


def is_waiting(other: Future[Any]) -> bool:
    """Whether the other transaction has come to a row that is held here; SQLite lets nobody begin."""
    if connection.vendor == "sqlite" or other.done():
        return True
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


@contextmanager
def before(doing: Callable[[], Any]) -> Iterator[list[Future[Any]]]:
    """What is done inside is committed only when `doing`, in another thread, waits for it."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            result: list[Future[Any]] = []
            yield result
            result.append(pool.submit(answered, doing))
            while not is_waiting(result[0]):
                pass
        result[0].result()
