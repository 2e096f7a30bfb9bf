"""A report as plain words and numbers: the page, the paper and every file are made from this."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import zip_longest
from uuid import UUID

from jobfair.common.words import Words
from jobfair.insights.units import Unit

Cell = str | int | None
SHORT = 15
#: So many columns stand on a sheet of paper in letters of full size, and in small ones.
NARROW, CROWDED = 8, 11


@dataclass(frozen=True)
class Column:
    """One column; `adds` when its cells, which are then numbers, add up to something.

    `untold` is what stands in words where a number is not told.
    """

    key: str
    heading: Words
    is_number: bool = True
    adds: bool = True
    untold: Words = ""


@dataclass(frozen=True)
class Table:
    """Rows under headings; `note` says what is counted and why it adds up, or why not.

    `parts` are the marks by which the entries behind a row's numbers are found, if they are;
    `is_of_fairs` when each row is a fair and its mark is the fair's key.
    """

    key: str
    title: Words
    note: Words
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    parts: Sequence[str] = ()
    is_of_fairs: bool = False

    @property
    def headings(self) -> list[str]:
        return [str(column.heading) for column in self.columns]

    @property
    def hides(self) -> bool:
        """Whether some numbers are not told: then nought has to be written out."""
        return any(column.untold for column in self.columns)

    @property
    def written_rows(self) -> list[list[Cell]]:
        """Each row as files for people have it, with words where a number is not told."""
        return [
            [str(column.untold) if cell is None and column.untold else cell for column, cell in row]
            for row in self.named_rows
        ]

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
    def is_short(self) -> bool:
        """Whether it should stand on one sheet of paper as a whole."""
        return len(self.rows) <= SHORT

    @property
    def is_wide(self) -> bool:
        """Whether its letters have to be small on paper."""
        return len(self.columns) > NARROW

    @property
    def is_crowded(self) -> bool:
        """Whether headings of long words have to stand upright on paper."""
        return len(self.columns) > CROWDED

    @property
    def has_totals(self) -> bool:
        return len(self.rows) > 1 and any(total is not None for total in self.totals)

    @property
    def named_rows(self) -> list[list[tuple[Column, Cell]]]:
        """Each row with the column of each cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def opened_rows(self) -> list[tuple[str | None, list[tuple[Column, Cell]]]]:
        """Each row with its columns, and the mark by which what is behind it is found."""
        return list(zip_longest(self.parts, self.named_rows))

    @property
    def named_totals(self) -> list[tuple[Column, int | None]]:
        return list(zip(self.columns, self.totals, strict=True))

    @property
    def says_something(self) -> bool:
        """Whether anything but nought is in it."""
        return len(self.without_noughts().columns) > 1

    def without_noughts(self) -> "Table":
        """The same without the columns in which nothing is but nought."""
        kept = [
            place
            for place, column in enumerate(self.columns)
            if not column.is_number or any(row[place] for row in self.rows)
        ]
        columns = tuple(self.columns[place] for place in kept)
        rows = [tuple(row[place] for place in kept) for row in self.rows]
        return replace(self, columns=columns, rows=rows)

    def column(self, key: str) -> list[Cell]:
        place = next(n for n, column in enumerate(self.columns) if column.key == key)
        return [row[place] for row in self.rows]

    def total(self, key: str) -> int:
        return sum(int(cell or 0) for cell in self.column(key))


@dataclass(frozen=True)
class Line:
    """A figure as a report states it; None when there is nothing it could be made of.

    `table` is the key of the one whose rows say which fairs it comes from, over many.
    """

    key: str
    name: Words
    number: int | None
    unit: Unit
    definition: Words
    table: str = ""


@dataclass(frozen=True)
class Bars:
    """A picture of one column: what it is of, and a name and a number for each bar."""

    key: str
    title: Words
    unit: Unit
    bars: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Document:
    """All of a report; `number` is that of the ledger's entry it is true of, None over many.

    `warning` says why nobody should send it on as it is; mostly empty.
    """

    title: str
    sentence: str
    facts: Sequence[tuple[Words, str]]
    figures: Sequence[Line]
    tables: Sequence[Table]
    at: datetime
    number: int | None = None
    pictures: Sequence[Bars] = field(default=())
    fair: UUID | None = None
    warning: Words = ""
