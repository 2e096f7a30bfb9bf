"""Statements that run all the time, handed to the database's driver without a way round.

For one statement Django's cursor takes some eighty calls, the driver two, and where a server has rested between two
messages no cache holds any of them. Nothing else differs: errors are Django's own, a broken transaction runs nothing,
and whoever counts or watches statements sees these too. Outside a transaction, where the connection itself may have
to be looked after first, Django's cursor runs them.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Values = Sequence[Any]


def fetch(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """The rows that it gives; a place for a value is written `%s`."""
    database = connections[DEFAULT_DB_ALIAS]
    if not _is_plain(database):
        with database.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()
    with database.wrap_database_errors:
        found = database.connection.execute(_in_words_of(database, statement), values)
        return list(found.fetchall())


def run_each(statement: str, every: Sequence[Values]) -> None:
    """Run it once for each of these."""
    database = connections[DEFAULT_DB_ALIAS]
    if not _is_plain(database):
        with database.cursor() as cursor:
            cursor.executemany(statement, every)
        return
    with database.wrap_database_errors:
        cursor = database.connection.cursor()
        cursor.executemany(_in_words_of(database, statement), every)
        cursor.close()


def _is_plain(database: BaseDatabaseWrapper) -> bool:
    """Whether nothing but the statement itself is to be done."""
    if not database.in_atomic_block or database.queries_logged or database.execute_wrappers:
        return False
    database.validate_no_broken_transaction()
    return True


def _in_words_of(database: BaseDatabaseWrapper, statement: str) -> str:
    return statement.replace("%s", "?") if database.vendor == "sqlite" else statement
