"""A first pass over one worksheet: what is merged, hidden, uncalculated, and how far it goes.

The pass keeps no cell, so a sheet that is too large is refused before
anything of it is held in memory. It also makes the declared dimensions of the
sheet unnecessary; many programs write wrong ones.
"""

from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from jobfair.booths.sheets.grid import Merge, place_of
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.problems import FileRefused


@dataclass
class Outline:
    """Where the values of a worksheet stand. Zero means there is none."""

    last_row: int = 0
    last_column: int = 0
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def outline_of(part: IO[bytes], limits: Limits) -> Outline:
    """Read the outline of one worksheet part. Raises FileRefused when it is too large."""
    return OutlineReader(limits).read(part)


class OutlineReader:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.outline = Outline()
        self.row = self.column = 0
        self.rows = self.cells = 0
        self.row_counted = self.cell_is_text = False
        self.cell_has_formula = self.cell_has_value = False

    def read(self, part: IO[bytes]) -> Outline:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        try:
            self.parser.ParseFile(part)
        except expat.ExpatError as error:
            raise FileRefused("file_damaged") from error
        return self.outline

    def start(self, name: str, attributes: dict[str, str]) -> None:
        opened = getattr(self, f"start_{name.rpartition(':')[2]}", None)
        if opened:
            opened(attributes)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "v":
            self.parser.CharacterDataHandler = None
        elif local == "c":
            self.end_cell()

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = int(float(attributes.get("r", self.row + 1)))
        self.column = 0
        self.row_counted = False
        if attributes.get("hidden") in ("1", "true"):
            self.outline.hidden_rows.add(self.row)

    def start_c(self, attributes: dict[str, str]) -> None:
        self.cell_has_formula = self.cell_has_value = False
        # An empty text is a result; an empty number was never calculated.
        self.cell_is_text = attributes.get("t") == "str"
        place = attributes.get("r")
        self.column = place_of(place)[1] if place else self.column + 1

    def start_f(self, attributes: dict[str, str]) -> None:
        self.cell_has_formula = True

    def start_v(self, attributes: dict[str, str]) -> None:
        self.parser.CharacterDataHandler = self.value_text

    def value_text(self, text: str) -> None:
        self.cell_has_value = True
        self.parser.CharacterDataHandler = None

    def start_is(self, attributes: dict[str, str]) -> None:
        self.cell_has_value = True

    def start_mergeCell(self, attributes: dict[str, str]) -> None:  # noqa: N802 -- the element's own name
        first, _colon, last = attributes["ref"].partition(":")
        if last and len(self.outline.merges) < self.limits.rows:
            self.outline.merges.append(Merge(*place_of(first), *place_of(last)))

    def end_cell(self) -> None:
        if self.cell_has_value or self.cell_has_formula:
            self.count_cell()
        if self.cell_has_formula and not self.cell_has_value and not self.cell_is_text:
            self.outline.uncalculated.add((self.row, self.column))

    def count_cell(self) -> None:
        self.cells += 1
        self.rows += not self.row_counted
        self.row_counted = True
        self.outline.last_row = max(self.outline.last_row, self.row)
        self.outline.last_column = max(
            self.outline.last_column, min(self.column, self.limits.columns)
        )
        if self.rows > self.limits.rows:
            raise FileRefused("file_too_many_rows", limit=self.limits.rows)
        if self.cells > self.limits.cells:
            raise FileRefused("file_too_many_cells", limit=self.limits.cells)
