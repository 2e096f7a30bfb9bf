"""Text files: commas, tabs or semicolons, in the encodings Chinese offices use."""

import csv
import io
from collections.abc import Iterator

from jobfair.booths.sheets.grid import Cell, Row, Sheet, Workbook
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.neutral import restore
from jobfair.booths.sheets.normal import tidy
from jobfair.booths.sheets.problems import FileRefused

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
GUESSES = ("utf-8", "gb18030")
DELIMITERS = ",\t;|"


def read_delimited(data: bytes, limits: Limits) -> Workbook:
    """One sheet without a name. Raises FileRefused when the text cannot be read."""
    text = decode(data)
    sheet = Sheet(name="")
    try:
        for number, row in rows_of(text, limits):
            sheet.rows[number] = row
            if len(sheet.rows) > limits.rows:
                raise FileRefused("file_too_many_rows", limit=limits.rows)
    except csv.Error as error:
        raise FileRefused("file_damaged") from error
    return Workbook(sheets=[sheet])


def decode(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return decoded_as(data, encoding)
    for encoding in GUESSES:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("file_unknown_encoding")


def decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused("file_unknown_encoding") from error


def rows_of(text: str, limits: Limits) -> Iterator[tuple[int, Row]]:
    """Rows that hold something. The number is the row a spreadsheet would show."""
    csv.field_size_limit(limits.member_size)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    for number, values in enumerate(reader, start=1):
        row = {
            column: Cell(restore(value))
            for column, value in enumerate(map(tidy, values[: limits.columns]), start=1)
            if value
        }
        if row:
            yield number, row


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the most of the first lines into the same number of pieces."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    return max(DELIMITERS, key=lambda mark: steadiness(lines, mark))


def steadiness(lines: list[str], mark: str) -> tuple[int, int]:
    counts = [line.count(mark) for line in lines]
    commonest = max(set(counts) - {0}, key=counts.count, default=0)
    return (counts.count(commonest) if commonest else 0, commonest)
