"""Many rows by one prepared statement, for the few tables that are written to all the time.

The ORM prepares each value of each row through several calls; here that is decided once
for each column. Nothing else differs: constraints hold, and it is part of the transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

from jobfair.common.statements import fetch, run_each

Row = TypeVar("Row", bound=models.Model)
#: For each column the model's attribute, its name in the table, and what makes of a value what the driver takes.
Prepared = list[tuple[str, str, Callable[[Any], Any]]]
Written = tuple[str, Prepared]


def insert_all(rows: Sequence[models.Model]) -> None:
    """Store new rows of one table as they are."""
    if rows:
        _run(_inserting(type(rows[0])), rows)


@cache
def _inserting(model: type[models.Model]) -> Written:
    columns = _prepared(model, tuple(field.name for field in model._meta.concrete_fields))
    names = ", ".join(column for _attribute, column, _prepare in columns)
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", columns  # noqa: S608


def update_all(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Write the named fields of rows that are stored; a CASE over every row costs ten times as much."""
    if rows:
        _run(_updating(type(rows[0]), tuple(names)), rows)


@cache
def _updating(model: type[models.Model], names: tuple[str, ...]) -> Written:
    columns = _prepared(model, (*names, model._meta.pk.name))
    *changed, (_attribute, key, _prepare) = columns
    given = ", ".join(f"{column} = %s" for _attribute, column, _prepare in changed)
    return f"UPDATE {model._meta.db_table} SET {given} WHERE {key} = %s", columns  # noqa: S608


def _run(written: Written, rows: Sequence[models.Model]) -> None:
    statement, columns = written
    run_each(
        statement,
        [
            [prepare(getattr(row, attribute)) for attribute, _column, prepare in columns]
            for row in rows
        ],
    )


Values = Iterable[tuple[Any, ...]]


def find_all(model: type[Row], names: Iterable[str], values: Values) -> list[Row]:
    """The rows whose named fields have one of these combinations; best with an index of them."""
    return _found(model, names, values, "")


def lock_all(model: type[Row], keys: Iterable[Any]) -> list[Row]:
    """The rows with these keys, locked until the transaction ends, in one order for everybody."""
    return _found(model, [model._meta.pk.name], ((one,) for one in keys), _locking(model))


@cache
def _locking(model: type[models.Model]) -> str:
    key, table = model._meta.pk.column, model._meta.db_table
    can_lock = connection.features.has_select_for_update
    return f" ORDER BY {table}.{key} FOR UPDATE OF {table}" if can_lock else ""


def _found(model: type[Row], names: Iterable[str], values: Values, ending: str) -> list[Row]:
    """The wanted values come first and each looks its row up: SQLite reads all of a table for `(a, b) IN (…)`."""
    table, columns = model._meta.db_table, _prepared(model, tuple(names))
    wanted = {
        tuple(prepare(value) for value, (*_, prepare) in zip(one, columns, strict=True))
        for one in values
    }
    if not wanted:
        return []
    marks = f"({', '.join(['%s'] * len(columns))})"
    reading = _reading(model)
    named = [column for _attribute, column, _prepare in columns]
    alike = " AND ".join(f"{table}.{column} = wanted.{column}" for column in named)
    statement = (
        f"WITH wanted ({', '.join(named)}) AS (VALUES {', '.join([marks] * len(wanted))}) "  # noqa: S608
        f"SELECT {reading.columns} FROM wanted CROSS JOIN {table} WHERE {alike}{ending}"
    )
    found = fetch(statement, list(chain.from_iterable(wanted)))
    return [reading.row(values) for values in found]


def delete_all(model: type[Row], names: Iterable[str], values: Values) -> None:
    """Delete the rows whose named fields have one of these combinations, and nothing with them."""
    columns = _prepared(model, tuple(names))
    given = " AND ".join(f"{column} = %s" for _attribute, column, _prepare in columns)
    gone = [
        [prepare(value) for value, (*_, prepare) in zip(one, columns, strict=True)]
        for one in values
    ]
    run_each(f"DELETE FROM {model._meta.db_table} WHERE {given}", gone)  # noqa: S608


class Reading(Generic[Row]):
    """How a table's values become rows: which columns need what is found out once."""

    def __init__(self, model: type[Row]) -> None:
        fields = model._meta.concrete_fields
        self._model, self._names = model, [field.attname for field in fields]
        self.columns = ", ".join(f"{model._meta.db_table}.{field.column}" for field in fields)
        every = [(place, field.get_col(model._meta.db_table)) for place, field in enumerate(fields)]
        self._converted = [
            (place, column, converters)
            for place, column in every
            if (converters := _converters(column))
        ]

    def row(self, values: Sequence[Any]) -> Row:
        """The model's instance, as the ORM would have made it."""
        read = list(values)
        for place, column, converters in self._converted:
            for convert in converters:
                read[place] = convert(read[place], column, connection)
        return self._model.from_db(DEFAULT_DB_ALIAS, self._names, read)


@cache
def _reading(model: type[Row]) -> Reading[Row]:
    return Reading(model)


def _converters(column: Any) -> list[Callable[[Any, Any, Any], Any]]:
    """The database's own, then the field's: the order of the ORM."""
    if connection.vendor == "sqlite" and isinstance(column.target, models.DateTimeField):
        return [as_utc]
    return [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]


@cache
def _prepared(model: type[models.Model], names: tuple[str, ...]) -> Prepared:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [
        (fields[name].attname, str(fields[name].column), _preparing(fields[name])) for name in names
    ]


def _preparing(field: Any) -> Callable[[Any], Any]:
    """How this column's values become what the database driver takes."""
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.UUIDField):
        return as_it_is if connection.features.has_native_uuid_field else uuid_as_text
    if isinstance(target, models.DateTimeField):
        return utc_as_text if connection.vendor == "sqlite" else as_it_is
    if isinstance(target, models.IntegerField | models.CharField | models.TextField):
        return as_it_is
    return lambda value: field.get_db_prep_save(value, connection)


def as_it_is(value: Any) -> Any:
    return value


def uuid_as_text(value: Any) -> str | None:
    return None if value is None else value.hex


def utc_as_text(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def as_utc(value: datetime | None, column: Any, database: Any) -> datetime | None:
    """SQLite's driver has read the digits already."""
    return None if value is None else value.replace(tzinfo=UTC)
