"""Questions whose SQL is put together once, for what is asked with every page.

Putting such a question together costs more than having it answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Value = str | UUID


class Prepared:
    """The rows of `build(*values)`, whose `values_list` says what each holds.

    `build` is called once for each number of values, with examples in their places: what it
    makes of them may depend on nothing else, and not on what they are.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._ready: dict[int, tuple[SQLCompiler, str, list[Any]]] = {}

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """What the database answers for these values; at least one."""
        if len(values) not in self._ready:
            self._ready[len(values)] = self._put_together(values)
        compiler, sql, places = self._ready[len(values)]
        given = [_stored(value) for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[p.number] if isinstance(p, _Place) else p for p in places])
            rows = cursor.fetchall()
        return [tuple(row) for row in compiler.results_iter([rows])]

    def _put_together(self, values: tuple[Value, ...]) -> tuple[SQLCompiler, str, list[Any]]:
        examples = [uuid4() if isinstance(value, UUID) else uuid4().hex for value in values]
        compiler = self._build(*examples).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        by_example = {_stored(example): _Place(n) for n, example in enumerate(examples)}
        return compiler, sql, [by_example.get(param, param) for param in params]


class _Place:
    """Where in the SQL a value is to stand."""

    def __init__(self, number: int) -> None:
        self.number = number


def _stored(value: Value) -> Value:
    """As the columns hold it: SQLite knows no identifiers, only their digits."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
