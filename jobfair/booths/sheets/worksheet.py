"""One worksheet, read in one pass: its values, what is merged, hidden or not calculated.

Limits hold while it is read, so a sheet that is too large is refused before much of
it is in memory. What it declares about its size is not looked at; many programs
write it wrong. What follows the rows, validations and the like, is passed over.
"""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from jobfair.booths.sheets.grid import Cell, Kind, Merge, Row, Sheet, place_of
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.problems import FileRefused
from jobfair.booths.sheets.values import Meanings

UNCALCULATED = Cell("", Kind.UNCALCULATED)


def read_worksheet(part: IO[bytes], name: str, meanings: Meanings, limits: Limits) -> Sheet:
    """Raises FileRefused when the sheet is damaged or too large."""
    return WorksheetReader(name, meanings, limits).read(part)


class WorksheetReader:
    """Follows the elements of the worksheet; `row` and `column` are where it stands."""

    def __init__(self, name: str, meanings: Meanings, limits: Limits) -> None:
        self.sheet = Sheet(name)
        self.meanings = meanings
        self.limits = limits
        self.row = self.column = self.cells = 0
        self.kind = self.style = ""
        self.has_formula = self.is_inline = False
        self.pieces: list[str] = []
        self.cells_of_row: Row = {}
        self.opened: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self.open_row,
            "c": self.open_cell,
            "f": self.open_formula,
            "v": self.open_value,
            "is": self.open_inline,
            "t": self.open_text,
            "rPh": self.open_reading,
            "mergeCell": self.open_merge,
        }
        self.closed: dict[str, Callable[[], None]] = {
            "v": self.close_text,
            "t": self.close_text,
            "is": self.close_inline,
            "c": self.close_cell,
            "row": self.close_row,
        }

    def read(self, part: IO[bytes]) -> Sheet:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        try:
            self.parser.ParseFile(part)
        except expat.ExpatError as error:
            raise FileRefused("file_damaged") from error
        return self.sheet

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handle = self.opened.get(name) or self.opened.get(name.rpartition(":")[2])
        if handle:
            handle(attributes)

    def end(self, name: str) -> None:
        handle = self.closed.get(name) or self.closed.get(name.rpartition(":")[2])
        if handle:
            handle()

    def open_row(self, attributes: dict[str, str]) -> None:
        self.row = int(float(attributes.get("r", self.row + 1)))
        self.column = 0
        self.cells_of_row = {}
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self.row)

    def open_cell(self, attributes: dict[str, str]) -> None:
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.has_formula = False
        self.pieces.clear()
        place = attributes.get("r")
        self.column = place_of(place)[1] if place else self.column + 1

    def open_formula(self, attributes: dict[str, str]) -> None:
        self.has_formula = True

    def open_value(self, attributes: dict[str, str]) -> None:
        self.parser.CharacterDataHandler = self.pieces.append

    def open_inline(self, attributes: dict[str, str]) -> None:
        self.is_inline = True

    def open_text(self, attributes: dict[str, str]) -> None:
        if self.is_inline:
            self.parser.CharacterDataHandler = self.pieces.append

    def open_reading(self, attributes: dict[str, str]) -> None:
        """How a text is pronounced, written above it, is not part of it."""
        self.is_inline = False

    def open_merge(self, attributes: dict[str, str]) -> None:
        first, _colon, last = attributes["ref"].partition(":")
        if last and len(self.sheet.merges) < self.limits.rows:
            self.sheet.merges.append(Merge(*place_of(first), *place_of(last)))

    def close_text(self) -> None:
        self.parser.CharacterDataHandler = None

    def close_inline(self) -> None:
        self.is_inline = False

    def close_cell(self) -> None:
        raw = "".join(self.pieces)
        if raw:
            self.keep(self.meanings.cell(self.kind, self.style, raw))
        elif self.has_formula and self.kind != "str":
            # An empty text is a result; an empty number was never calculated.
            self.keep(UNCALCULATED)

    def keep(self, cell: Cell) -> None:
        self.cells += 1
        if self.cells > self.limits.cells:
            raise FileRefused("file_too_many_cells", limit=self.limits.cells)
        if self.column <= self.limits.columns and (cell.text or cell.kind != Kind.TEXT):
            self.cells_of_row[self.column] = cell

    def close_row(self) -> None:
        if not self.cells_of_row:
            return
        self.sheet.rows[self.row] = self.cells_of_row
        if len(self.sheet.rows) > self.limits.rows:
            raise FileRefused("file_too_many_rows", limit=self.limits.rows)
