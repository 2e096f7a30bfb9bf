"""What can be wrong with a file, a row or a cell, as data.

A problem is kept as codes and parameters, so that it can be said in the
language of whoever reads it, today or a week later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from enum import StrEnum
from typing import Any

from jobfair.booths.sheets.grid import column_letter

Params = Mapping[str, str | int]


class Level(StrEnum):
    """How much a problem stands in the way."""

    ERROR = "error"
    """The row is left out until somebody corrects it."""
    WARNING = "warning"
    """The row is taken, read as the sentence says."""
    NOTE = "note"
    """Nothing to do; said so that nobody wonders."""


class FileRefused(Exception):
    """The whole file cannot be read. Carries the code of the sentence to show."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Finding:
    """Something seen while reading one value; it does not know where it stands."""

    code: str
    level: Level = Level.WARNING
    params: Params = made_by(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A finding and its place in the workbook. Rows and columns count from one."""

    code: str
    level: Level
    sheet: str = ""
    row: int = 0
    column: int = 0
    field: str = ""
    read: str = ""
    params: Params = made_by(default_factory=dict)

    @property
    def letter(self) -> str:
        """The column as a spreadsheet names it, or nothing."""
        return column_letter(self.column)

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR

    def at_row(self, row: int) -> "Problem":
        return replace(self, row=row)

    def as_json(self) -> dict[str, Any]:
        """Only what is set, ready to be stored."""
        stored = {
            "code": self.code,
            "level": self.level.value,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "field": self.field,
            "read": self.read,
            "params": dict(self.params),
        }
        return {key: value for key, value in stored.items() if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Problem":
        return cls(**{**stored, "level": Level(stored["level"])})
