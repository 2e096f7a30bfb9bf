"""What one row says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.headcount import Headcount
from jobfair.booths.sheets.headers import Heading, recognise
from jobfair.booths.sheets.normal import tidy
from jobfair.booths.sheets.pay import Pay
from jobfair.booths.sheets.problems import Problem


@dataclass(frozen=True)
class SourceCell:
    """A cell of a row as it stands in the file; column zero when no column holds it."""

    cell: Cell
    column: int = 0
    heading: Heading | None = None

    def as_json(self) -> dict[str, Any]:
        stored: dict[str, Any] = {"text": self.cell.text, "column": self.column}
        if self.cell.kind != Kind.TEXT:
            stored["kind"] = self.cell.kind.value
        if self.heading and (self.heading.unit or self.heading.scale != 1):
            stored["heading"] = self.heading.text
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SourceCell":
        cell = Cell(stored["text"], Kind(stored.get("kind", Kind.TEXT)))
        heading = recognise(stored["heading"]) if "heading" in stored else None
        return cls(cell, stored["column"], heading)


@dataclass
class SourceRow:
    """One row of a table before its cells are understood."""

    sheet: str
    row: int
    cells: dict[str, SourceCell]
    problems: list[Problem] = field(default_factory=list)

    def says(self, *keys: str) -> bool:
        """Whether any of these fields holds something, readable or not."""
        return any(
            source.cell.text or source.cell.kind != Kind.TEXT
            for key, source in self.cells.items()
            if key in keys
        )

    def text(self, key: str) -> str:
        found = self.cells.get(key)
        return found.cell.text if found else ""

    def corrected(self, corrections: Mapping[str, str]) -> "SourceRow":
        """The row with some cells as somebody typed them afterwards."""
        cells = dict(self.cells)
        for key, text in corrections.items():
            cells[key] = replace(cells.get(key, SourceCell(Cell(""))), cell=Cell(tidy(text)))
        problems = [problem for problem in self.problems if problem.field not in corrections]
        return SourceRow(self.sheet, self.row, cells, problems)


@dataclass(frozen=True)
class EmployerRecord:
    """An employer as the sheet describes it. Empty text: the sheet says nothing."""

    name: str
    licence_number: str = ""
    kind: str = ""
    """company, public, social or sole; empty when not said."""
    address: str = ""
    intro: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    booth_number: str = ""
    zone: str = ""


@dataclass(frozen=True)
class PositionRecord:
    """A position as the sheet describes it."""

    title: str
    job_type: str
    """Empty when the sheet does not say."""
    headcount: Headcount
    pay: Pay | None
    pay_note: str = ""
    education: str | None = None
    """A level, empty for any, None when the sheet does not say."""
    workplace: str = ""
    district: str = ""
    duties: str = ""
    requirements: str = ""
    hours: str = ""
    provisions: frozenset[str] = frozenset()
    details: Mapping[str, str] = field(default_factory=dict)
    """Work demands, easy-read lines and the trial period: only what was said, by field."""
    source_note: str = ""
    """What the sheet says about kinds of disability, age or sex: for the organiser's eyes."""


@dataclass(frozen=True)
class Record:
    """One row understood. Without a position it describes an employer only."""

    sheet: str
    row: int
    employer: EmployerRecord | None
    position: PositionRecord | None
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        return self.employer is not None and not any(problem.is_error for problem in self.problems)
