"""Several queries that see the database as it was at one moment, so that their numbers agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Result = TypeVar("Result")


def at_one_moment(read: Callable[Given, Result]) -> Callable[Given, Result]:
    """Run `read`, which writes nothing, as one look; see `one_moment`."""

    @wraps(read)
    def reading(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with one_moment():
            return read(*args, **kwargs)

    return reading


@contextmanager
def one_moment() -> Iterator[None]:
    """One transaction whose queries all see the same rows and which holds nobody up.

    Inside another transaction it is part of that one.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:  # to be said before the first query
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


@contextmanager
def _deferred() -> Iterator[None]:
    """SQLite's transactions begin as readers: else each takes the one lock on writing."""
    mode = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]
