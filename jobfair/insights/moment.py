"""Several queries that see the database as it was at one moment, so that their numbers agree."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Result = TypeVar("Result")


def at_one_moment(read: Callable[Given, Result]) -> Callable[Given, Result]:
    """Run `read` in one transaction whose queries all see the same rows.

    SQLite does so anyway; PostgreSQL has to be told before the first query.
    """

    @wraps(read)
    def reading(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        is_outermost = not connection.in_atomic_block
        with transaction.atomic():
            if is_outermost and connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return read(*args, **kwargs)

    return reading
