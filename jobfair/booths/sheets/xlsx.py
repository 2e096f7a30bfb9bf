"""Excel and WPS workbooks (.xlsx), read without running or trusting anything in them."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jobfair.booths.sheets.archive import open_archive
from jobfair.booths.sheets.grid import Cell, Kind, Row, Sheet, Workbook
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.neutral import restore
from jobfair.booths.sheets.normal import tidy
from jobfair.booths.sheets.peek import Outline, outline_of
from jobfair.booths.sheets.problems import FileRefused

STYLES = "xl/styles.xml"
PLAIN_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def read_xlsx(data: bytes, limits: Limits) -> Workbook:
    """The visible sheets. Raises FileRefused when the file is damaged, locked or too large."""
    archive = open_archive(data, limits)
    with damage_refused(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return visible_sheets(load(data, archive), archive, limits)


@contextmanager
def damage_refused() -> Iterator[None]:
    try:
        yield
    except FileRefused:
        raise
    except Exception as error:
        # A damaged part can raise nearly anything out of the XML, zip and style readers.
        raise FileRefused("file_damaged") from error


def load(data: bytes, archive: zipfile.ZipFile) -> Any:
    """Open with openpyxl; without the styles when another program wrote them in a way it refuses."""
    try:
        return opened(data)
    except Exception:
        return opened(without_styles(archive))


def opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def without_styles(archive: zipfile.ZipFile) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for member in archive.infolist():
            content = PLAIN_STYLES if member.filename == STYLES else archive.read(member)
            target.writestr(member.filename, content)
    return copy.getvalue()


def visible_sheets(book: Any, archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    if len(book.worksheets) > limits.sheets:
        raise FileRefused("file_too_many_sheets", limit=limits.sheets)
    workbook = Workbook(sheets=[])
    for worksheet in book.worksheets:
        if worksheet.sheet_state == "visible":
            workbook.sheets.append(read_sheet(worksheet, archive, limits))
        else:
            workbook.hidden_sheets.append(worksheet.title)
    if sum(len(sheet.rows) for sheet in workbook.sheets) > limits.rows:
        raise FileRefused("file_too_many_rows", limit=limits.rows)
    return workbook


def read_sheet(worksheet: Any, archive: zipfile.ZipFile, limits: Limits) -> Sheet:
    # The only way openpyxl tells which part a read-only sheet comes from.
    with archive.open(worksheet._worksheet_path) as part:
        outline = outline_of(part, limits)
    sheet = Sheet(worksheet.title, merges=outline.merges, hidden_rows=outline.hidden_rows)
    if outline.last_row:
        sheet.rows = dict(rows_with_values(worksheet, outline, limits))
    return sheet


def rows_with_values(worksheet: Any, outline: Outline, limits: Limits) -> Iterator[tuple[int, Row]]:
    """Stops at the last value: what follows the rows in the file is never parsed."""
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_col=max(outline.last_column, 1))
    for number, cells in enumerate(rows, start=1):
        row = row_of(number, cells, outline, limits)
        if row:
            yield number, row
        if number >= outline.last_row:
            return


def row_of(number: int, cells: tuple[Any, ...], outline: Outline, limits: Limits) -> Row:
    row = {}
    for column, cell in enumerate(cells, start=1):
        if cell.value is not None:
            read = cell_of(cell.value, cell.data_type, limits)
            if read.text:
                row[column] = read
        elif (number, column) in outline.uncalculated:
            row[column] = Cell("", Kind.UNCALCULATED)
    return row


def cell_of(value: Any, data_type: str, limits: Limits) -> Cell:
    if data_type == "e":
        return Cell(str(value), Kind.ERROR)
    if isinstance(value, str):
        return Cell(restore(tidy(value[: limits.cell_length])))
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, (int, float, Decimal)):
        return Cell(number_text(value), Kind.NUMBER)
    return moment_of(value)


def number_text(value: int | float | Decimal) -> str:
    """A number as somebody would type it: fifteen digits at most, no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    digits = f"{Decimal(format(value, '.15g')):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def moment_of(value: Any) -> Cell:
    if isinstance(value, datetime):
        return Cell(f"{value:%Y-%m-%d}", Kind.DATE)
    if isinstance(value, date):
        return Cell(value.isoformat(), Kind.DATE)
    if isinstance(value, time):
        return Cell(f"{value:%H:%M}")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return Cell(f"{minutes // 60:02d}:{minutes % 60:02d}")
    return Cell(tidy(str(value)))
