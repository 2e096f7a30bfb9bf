"""A report as files that spreadsheet programs and other machines read; nothing in them runs."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _

from jobfair.booths.sheets.neutral import neutral
from jobfair.insights.report.document import Cell, Document, Table
from jobfair.insights.units import unit_words

BAND = "0B4A8F"
#: What a sheet's name may not hold, and how long it may be.
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
LONGEST_COLUMN = 60

Row = Sequence[Cell]


def as_xlsx(document: Document) -> bytes:
    """One sheet of the report itself with all definitions, then one for each table."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows, heads in _sheets(document):
        _add_sheet(book, title, rows, heads)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(document: Document) -> bytes:
    """A ZIP with one CSV for each sheet, marked as UTF-8 so that Excel reads them right."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for order, (title, rows, _heads) in enumerate(_sheets(document), start=1):
            archive.writestr(f"{order:02d} {title}.csv", _delimited(rows))
    return buffer.getvalue()


def as_json(document: Document) -> bytes:
    """Everything under the keys that never change, whatever the language of the words."""
    plain = {
        "title": document.title,
        "sentence": document.sentence,
        "warning": str(document.warning),
        "fair": document.fair.hex if document.fair else None,
        "at": document.at.astimezone(UTC).isoformat(timespec="seconds"),
        "ledger_number": document.number,
        "facts": [{"term": str(term), "said": said} for term, said in document.facts],
        "figures": [
            {
                "key": line.key,
                "name": str(line.name),
                "number": line.number,
                "unit": unit_words(line.unit),
                "definition": str(line.definition),
            }
            for line in document.figures
        ],
        "tables": [_plain_table(table) for table in document.tables],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2).encode()


def _plain_table(table: Table) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "key": table.key,
        "title": str(table.title),
        "note": str(table.note),
        "headings": dict(zip(keys, table.headings, strict=True)),
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
        "totals": {
            k: total for k, total in zip(keys, table.totals, strict=True) if total is not None
        },
    }


def _sheets(document: Document) -> Iterator[tuple[str, list[Row], int]]:
    """For each sheet its name, its rows, and how many rows stand above its headings."""
    front = list(_front(document))
    yield _sheet_name(_("数据和定义")), [*front, *_figures(document)], len(front)
    for table in document.tables:
        above: list[Row] = [[str(table.note)]]
        yield _sheet_name(str(table.title)), [*above, *_rows(table)], len(above)


def _front(document: Document) -> Iterator[Row]:
    yield [document.title]
    yield [document.sentence]
    if document.warning:
        yield [str(document.warning)]
    yield from ([str(term), said] for term, said in document.facts)
    yield [_("截至"), f"{document.at:%Y-%m-%d %H:%M:%S %z}"]
    if document.number is not None:
        yield [_("意向台账编号"), document.number]


def _figures(document: Document) -> Iterator[Row]:
    yield [_("名称"), _("数"), _("单位"), _("算的是什么")]
    for line in document.figures:
        yield [str(line.name), line.number, unit_words(line.unit), str(line.definition)]


def _rows(table: Table) -> Iterator[Row]:
    yield table.headings
    yield from table.written_rows
    if table.has_totals:
        yield [_("合计"), *table.totals[1:]]


def _sheet_name(title: str) -> str:
    return NOT_IN_NAMES.sub(" ", title)[:LONGEST_NAME]


def _safe(cell: Cell) -> Cell:
    return neutral(cell) if isinstance(cell, str) else cell


def _delimited(rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([_safe(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _add_sheet(book: Any, title: str, rows: list[Row], heads: int) -> None:
    sheet = book.create_sheet(title)
    _set_widths(sheet, rows[heads:])
    sheet.freeze_panes = f"B{heads + 2}"
    for place, row in enumerate(rows):
        cells = [_cell(sheet, value) for value in row]
        if place == heads:
            _dress(cells)
        sheet.append(cells)


def _cell(sheet: Any, value: Cell) -> Any:
    """Words are words: a cell of the kind string can never be a formula."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _safe(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _dress(cells: Iterable[Any]) -> None:
    """White on the house's blue."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for cell in cells:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BAND)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _set_widths(sheet: Any, rows: list[Row]) -> None:
    """Wide enough for the longest words; a Chinese character is two wide."""
    from openpyxl.utils import get_column_letter

    for place in range(max(map(len, rows))):
        longest = max(_width(row[place]) for row in rows if place < len(row))
        width = min(longest, LONGEST_COLUMN) + 2
        sheet.column_dimensions[get_column_letter(place + 1)].width = width


def _width(cell: Cell) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in str(cell or ""))
