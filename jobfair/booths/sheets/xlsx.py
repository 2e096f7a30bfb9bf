"""Excel and WPS workbooks (.xlsx), read without running or trusting anything in them."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jobfair.booths.sheets.archive import open_archive
from jobfair.booths.sheets.grid import Sheet, Workbook
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.problems import FileRefused
from jobfair.booths.sheets.values import Meanings
from jobfair.booths.sheets.worksheet import read_worksheet

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
    """openpyxl knows the workbook; the sheet itself is read here, three times as fast and with limits.

    What it knows, it only tells by names that begin with an underscore.
    """
    book = worksheet.parent
    meanings = Meanings(
        shared=worksheet._shared_strings,
        dates=frozenset(book._date_formats),
        durations=frozenset(book._timedelta_formats),
        epoch=book.epoch,
        longest=limits.cell_length,
    )
    with archive.open(worksheet._worksheet_path) as part:
        return read_worksheet(part, worksheet.title, meanings, limits)
