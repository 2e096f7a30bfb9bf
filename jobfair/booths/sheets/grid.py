"""A workbook as plain cells, whatever kind of file it came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

COORDINATE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def column_letter(column: int) -> str:
    """The name of a column, counted from one: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(coordinate: str) -> tuple[int, int]:
    """Row and column of `B7`. Raises ValueError for anything else."""
    match = COORDINATE.fullmatch(coordinate.replace("$", ""))
    if match is None:
        raise ValueError(f"not a cell: {coordinate!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


class Kind(StrEnum):
    """What the file said a cell is, where that changes how it must be read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    """A formula whose result the file does not carry."""


class Cell(NamedTuple):
    """One value as text. A date is `YYYY-MM-DD`, a number has no exponent."""

    text: str
    kind: Kind = Kind.TEXT


class Merge(NamedTuple):
    """A merged range, all bounds included, counted from one."""

    top: int
    left: int
    bottom: int
    right: int


Row = dict[int, Cell]


@dataclass
class Sheet:
    """The cells that hold something, by row and column number."""

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        return iter(self.rows.items())


@dataclass
class Workbook:
    """The sheets a person sees, and the names of those she does not."""

    sheets: list[Sheet]
    hidden_sheets: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    """Codes of notes about the whole file, such as an extension that did not fit."""
