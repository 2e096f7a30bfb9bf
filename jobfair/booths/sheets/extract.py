"""From the tables of a workbook to one source row for each line of data."""

import re
from dataclasses import dataclass, field

from jobfair.booths.sheets.fields import EMPLOYER_FIELDS, NEVER_FILLED_DOWN, NOT_READ
from jobfair.booths.sheets.grid import Cell, Kind, Row, Sheet, Workbook
from jobfair.booths.sheets.headcount import read_headcount
from jobfair.booths.sheets.normal import bare
from jobfair.booths.sheets.numerals import without_commas
from jobfair.booths.sheets.problems import FileRefused, Level, Params, Problem
from jobfair.booths.sheets.records import SourceCell, SourceRow
from jobfair.booths.sheets.table import Table, first_text, tables_in
from jobfair.booths.sheets.words import is_blank, is_ditto

EMPLOYER_ENDING = re.compile(
    r"(?:公司|厂|店|院|中心|学校|小学|中学|大学|集团|合作社|商行|酒店|超市|企业|银行|协会|工作室|幼儿园|部)$"
)


ALWAYS_PLACED = frozenset({"employer_name", "title", "headcount", "pay"})
"""Fields whose absence is said, so their empty cells keep their column."""


EXPLAINING = re.compile("(?:填写|填表|使用)?(?:示例|样例|例子|说明|须知)|examples?|instructions")


@dataclass(frozen=True)
class Column:
    """A heading and the field it was taken for; no field when it was not understood."""

    sheet: str
    row: int
    column: int
    text: str
    field: str = ""


@dataclass
class Extract:
    """All source rows of a workbook, what was noticed about it, and how its headings were read."""

    rows: list[SourceRow] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


def extract(workbook: Workbook) -> Extract:
    """Raises FileRefused when no sheet has headings, or no heading has data."""
    found = Extract()
    for code in workbook.findings:
        found.notes.append(Problem(code, Level.NOTE))
    for name in workbook.hidden_sheets:
        found.notes.append(Problem("hidden_sheet", Level.NOTE, name, params={"sheet": name}))
    for sheet in workbook.sheets:
        if EXPLAINING.fullmatch(bare(sheet.name)):
            params: Params = {"sheet": sheet.name}
            found.notes.append(Problem("sheet_explains", Level.NOTE, sheet.name, params=params))
        else:
            from_sheet(sheet, found)
    if not found.columns:
        raise FileRefused("no_heading")
    if not found.rows:
        raise FileRefused("no_rows")
    return found


def from_sheet(sheet: Sheet, found: Extract) -> None:
    tables = tables_in(sheet)
    if not tables and sheet.rows and sheet.name:
        found.notes.append(
            Problem("sheet_without_table", Level.NOTE, sheet.name, params={"sheet": sheet.name})
        )
    merged = merged_downwards(sheet)
    for table in tables:
        found.columns += columns_of(sheet, table)
        found.notes += table_notes(sheet, table)
        found.rows += TableReader(sheet, table, merged).rows()


def columns_of(sheet: Sheet, table: Table) -> list[Column]:
    known = [
        Column(sheet.name, table.top, at, heading.text, heading.field)
        for at, heading in table.headings.items()
    ]
    used = {column for _number, row in table.rows for column in row}
    unknown = [
        Column(sheet.name, table.top, at, text) for at, text in table.unknown.items() if at in used
    ]
    return sorted(known + unknown, key=lambda column: column.column)


def table_notes(sheet: Sheet, table: Table) -> list[Problem]:
    notes = [
        Problem(
            "column_unknown",
            Level.NOTE,
            sheet.name,
            table.top,
            column.column,
            params={"heading": column.text},
        )
        for column in columns_of(sheet, table)
        if not column.field
    ]
    hidden = sum(number in sheet.hidden_rows for number, _row in table.rows)
    if hidden:
        notes.append(Problem("hidden_rows", Level.WARNING, sheet.name, params={"count": hidden}))
    if table.notes:
        first = table.notes[0]
        params = {"count": len(table.notes)}
        notes.append(
            Problem(
                "notes_skipped", Level.NOTE, sheet.name, first[0], read=first[1][:80], params=params
            )
        )
    return notes + total_notes(sheet, table)


def total_notes(sheet: Sheet, table: Table) -> list[Problem]:
    """A stated total is a free check of what was read."""
    at = next(
        (column for column, heading in table.headings.items() if heading.field == "headcount"), None
    )
    if at is None:
        return []
    stated = [
        (number, row[at])
        for number, row in table.totals
        if at in row and not first_text(row).startswith("小计")
    ]
    if len(stated) != 1:
        return []
    number, cell = stated[0]
    total = re.match(r"\d+", without_commas(cell.text))
    counted = sum(counted_in(row[at]) for _number, row in table.rows if at in row)
    if not total or int(total[0]) == counted:
        return []
    params = {"stated": int(total[0]), "counted": counted}
    return [
        Problem(
            "total_differs", Level.WARNING, sheet.name, number, at, "headcount", cell.text, params
        )
    ]


def counted_in(cell: Cell) -> int:
    count = read_headcount(cell).value
    return count.lower if count else 0


def merged_downwards(sheet: Sheet) -> dict[tuple[int, int], int]:
    """For a cell inside a merge that spans rows: the row that holds its value."""
    last = max(sheet.rows, default=0)
    return {
        (row, column): merge.top
        for merge in sheet.merges
        for row in range(merge.top + 1, min(merge.bottom, last) + 1)
        for column in range(merge.left, min(merge.right, merge.left + 10) + 1)
    }


class TableReader:
    """Turns the rows of one table into source rows, filling down what the eye fills down."""

    def __init__(self, sheet: Sheet, table: Table, merged: dict[tuple[int, int], int]) -> None:
        self.sheet = sheet
        self.table = table
        self.merged = merged
        self.column_of = {heading.field: column for column, heading in table.headings.items()}
        self.above: dict[str, SourceCell] = {}
        self.done: dict[int, SourceRow] = {}

    def rows(self) -> list[SourceRow]:
        return (
            [row for row in map(self.row, *zip(*self.table.rows, strict=True)) if row]
            if self.table.rows
            else []
        )

    def row(self, number: int, cells: Row) -> SourceRow | None:
        source = SourceRow(self.sheet.name, number, {})
        for column, heading in self.table.headings.items():
            self.put(source, column, heading.field, cells.get(column, Cell("")))
        if not source.cells.keys() - NOT_READ:
            return None
        self.name_employer(source)
        self.above = dict(source.cells)
        self.done[number] = source
        for key in ALWAYS_PLACED & self.column_of.keys():
            source.cells.setdefault(key, SourceCell(Cell(""), self.column_of[key]))
        return source

    def put(self, source: SourceRow, column: int, key: str, cell: Cell) -> None:
        if not cell.text and cell.kind == Kind.TEXT:
            self.put_merged(source, column, key)
        elif is_ditto(cell.text) and key in self.above:
            source.cells[key] = SourceCell(
                self.above[key].cell, column, self.table.headings[column]
            )
        elif not is_blank(cell.text) or cell.kind != Kind.TEXT:
            source.cells[key] = SourceCell(cell, column, self.table.headings[column])

    def put_merged(self, source: SourceRow, column: int, key: str) -> None:
        top = self.merged.get((source.row, column))
        cell = self.sheet.rows.get(top or 0, {}).get(column)
        if cell is None or is_blank(cell.text):
            return
        if key in NEVER_FILLED_DOWN:
            self.shared_number(source, column, key, cell, top)
        else:
            source.cells[key] = SourceCell(cell, column, self.table.headings[column])

    def shared_number(
        self, source: SourceRow, column: int, key: str, cell: Cell, top: int | None
    ) -> None:
        if key != "headcount":
            return
        place = (self.sheet.name, source.row, column, key, cell.text)
        source.problems.append(Problem("headcount_merged", Level.ERROR, *place))
        first = self.done.get(top or 0)
        if first and not any(one.code == "headcount_merged_first" for one in first.problems):
            place = (self.sheet.name, first.row, column, key, cell.text)
            params = {"count": counted_in(cell)}
            first.problems.append(Problem("headcount_merged_first", Level.WARNING, *place, params))

    def name_employer(self, source: SourceRow) -> None:
        """The employer of a row: its own cell, the lines above the table, the row above, the sheet's name."""
        if "employer_name" in source.cells:
            return
        for key, cell in self.table.preamble.items():
            if key in EMPLOYER_FIELDS:
                source.cells.setdefault(key, SourceCell(cell))
        if "employer_name" in source.cells:
            return
        column = self.column_of.get("employer_name", 0)
        if "employer_name" in self.above and not source.cells.keys() <= EMPLOYER_FIELDS:
            self.fill_from_above(source, column)
        elif not column and EMPLOYER_ENDING.search(self.sheet.name):
            self.note_name(
                source, "employer_from_sheet", Cell(self.sheet.name), column, Level.WARNING
            )

    def fill_from_above(self, source: SourceRow, column: int) -> None:
        above = self.above["employer_name"].cell
        self.note_name(source, "employer_filled_down", above, column, Level.NOTE)
        for key in ("licence_number", "booth_number", "zone"):
            if key in self.above:
                source.cells.setdefault(key, self.above[key])

    def note_name(
        self, source: SourceRow, code: str, name: Cell, column: int, level: Level
    ) -> None:
        source.cells["employer_name"] = SourceCell(name, column)
        params = {"name": name.text}
        source.problems.append(
            Problem(code, level, source.sheet, source.row, column, "employer_name", params=params)
        )
