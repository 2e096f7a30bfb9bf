"""A fair's employers and positions as a spreadsheet that runs nothing and comes back unchanged."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import override

from jobfair.accounts.models import User
from jobfair.booths.imports.columns import (
    EMPLOYER_OUT,
    POSITION_OUT,
    STATE_OUT,
    OutColumn,
    Value,
)
from jobfair.booths.imports.permissions import may_import
from jobfair.booths.models import Booth, Position
from jobfair.booths.sheets.neutral import neutral
from jobfair.booths.sheets.normal import tidy
from jobfair.common.errors import NotAllowed
from jobfair.fairs.models import Fair

SHEET_NAME = "岗位"
LANGUAGE = "zh-hans"
BAND = "0B4A8F"
#: What the notes of a sheet said about kinds of disability is for the review desk alone.
COLUMNS: tuple[OutColumn, ...] = (*EMPLOYER_OUT, *POSITION_OUT, STATE_OUT)

Rows = list[list[Value]]


def export_xlsx(actor: User, *, fair: Fair) -> bytes:
    """All positions of a fair, one a row; booths without one as a row of their own."""
    headings, rows = table_of(actor, fair)
    return workbook_of(headings, rows)


def export_csv(actor: User, *, fair: Fair) -> bytes:
    """The same as text, marked as UTF-8 so that Excel reads it right."""
    headings, rows = table_of(actor, fair)
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([headings, *rows])
    return buffer.getvalue().encode("utf-8-sig")


def table_of(actor: User, fair: Fair) -> tuple[list[str], Rows]:
    if not may_import(actor, fair):
        raise NotAllowed("not_organiser", "")
    with override(LANGUAGE):
        headings = [column.heading for column in COLUMNS]
        return headings, [[safe(value) for value in row] for row in rows_of(fair)]


def safe(value: Value) -> Value:
    return neutral(tidy(value)) if isinstance(value, str) else value


def rows_of(fair: Fair) -> Iterator[list[Value]]:
    positions = Position.objects.select_related("job_type").prefetch_related("provision_rows")
    booths = fair.booths.in_walking_order().select_related("employer", "zone")
    for booth in booths.prefetch_related(Prefetch("positions", positions)):
        yield from rows_of_booth(booth)


def rows_of_booth(booth: Booth) -> Iterator[list[Value]]:
    about = [column.value(booth) for column in EMPLOYER_OUT]
    positions = list(booth.positions.all())
    for position in positions:
        yield [*about, *(column.value(position) for column in (*POSITION_OUT, STATE_OUT))]
    if not positions:
        yield [*about, *([""] * (len(POSITION_OUT) + 1))]


def workbook_of(headings: list[str], rows: Iterable[list[Value]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET_NAME)
    sheet.freeze_panes = "B2"
    set_widths(sheet, COLUMNS)
    sheet.append(heading_cells(sheet, headings))
    for row in rows:
        sheet.append(row)
    return saved(book)


def set_widths(sheet: Any, columns: Iterable[OutColumn]) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def heading_cells(sheet: Any, headings: Iterable[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        dress_heading(cell)
    return cells


def dress_heading(cell: Any) -> None:
    """White on the house's blue, wrapped."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=BAND)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
