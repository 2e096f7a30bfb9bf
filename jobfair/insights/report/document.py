"""A report as plain words and numbers: the page, the paper and every file are made from this."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.functional import Promise

Words = str | Promise
Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """One column; `adds` when its cells, which are then numbers, add up to something."""

    key: str
    heading: Words
    is_number: bool = True
    adds: bool = True


@dataclass(frozen=True)
class Table:
    """Rows under headings; `note` says what is counted and why it adds up, or why not."""

    key: str
    title: Words
    note: Words
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]

    @property
    def headings(self) -> list[str]:
        return [str(column.heading) for column in self.columns]

    @cached_property
    def totals(self) -> list[int | None]:
        """The sum of each column that adds up, None for the others."""
        return [
            sum(int(row[place] or 0) for row in self.rows)
            if column.is_number and column.adds
            else None
            for place, column in enumerate(self.columns)
        ]

    @property
    def has_totals(self) -> bool:
        return len(self.rows) > 1 and any(total is not None for total in self.totals)

    def column(self, key: str) -> list[Cell]:
        place = next(n for n, column in enumerate(self.columns) if column.key == key)
        return [row[place] for row in self.rows]

    def total(self, key: str) -> int:
        return sum(int(cell or 0) for cell in self.column(key))


@dataclass(frozen=True)
class Line:
    """A figure as a report states it; None when there is nothing it could be made of."""

    key: str
    name: Words
    number: int | None
    unit: Words
    definition: Words


@dataclass(frozen=True)
class Bars:
    """A picture of one column: what it is of, and a name and a number for each bar."""

    key: str
    title: Words
    unit: Words
    bars: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Document:
    """All of a report; `number` is that of the ledger's entry it is true of, None over many."""

    title: str
    sentence: str
    facts: Sequence[tuple[Words, str]]
    figures: Sequence[Line]
    tables: Sequence[Table]
    at: datetime
    number: int | None = None
    pictures: Sequence[Bars] = field(default=())
    fair: UUID | None = None
