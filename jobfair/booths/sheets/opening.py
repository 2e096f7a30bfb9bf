"""Tell what a file really is, and open it. The name is never believed."""

from jobfair.booths.sheets.delimited import read_delimited
from jobfair.booths.sheets.grid import Workbook
from jobfair.booths.sheets.limits import LIMITS, Limits
from jobfair.booths.sheets.problems import FileRefused
from jobfair.booths.sheets.xlsx import read_xlsx

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_BOOK = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def open_workbook(data: bytes, name: str, *, limits: Limits = LIMITS) -> Workbook:
    """The workbook in `data`. `name` only serves to say when its ending was wrong.

    Raises FileRefused when there is nothing that can be read.
    """
    refuse_by_size(data, limits)
    refuse_by_content(data)
    if data.startswith(ZIP):
        return with_note(read_xlsx(data, limits), name, endings=(".xlsx", ".xlsm"))
    return with_note(read_delimited(data, limits), name, endings=(".csv", ".txt", ".tsv"))


def refuse_by_size(data: bytes, limits: Limits) -> None:
    if not data.strip(b"\0 \r\n\t"):
        raise FileRefused("file_empty")
    if len(data) > limits.file_size:
        raise FileRefused("file_too_big", limit=limits.file_size // (1024 * 1024))


def refuse_by_content(data: bytes) -> None:
    if data.startswith(COMPOUND):
        raise FileRefused(kind_of_compound(data))
    if data.startswith(OTHER_FILES):
        raise FileRefused("file_not_a_sheet")
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or b"<table" in head:
        raise FileRefused("file_web_page")
    if head.startswith(b"<?xml"):
        raise FileRefused("file_xml")
    if b"\0" in data[:4096] and not data.startswith((ZIP, *UTF16)):
        raise FileRefused("file_not_a_sheet")


def kind_of_compound(data: bytes) -> str:
    """Excel keeps locked new files and all old files in the same kind of container."""
    if ENCRYPTED in data:
        return "file_encrypted"
    if any(mark in data for mark in OLD_BOOK):
        return "file_old_excel"
    return "file_not_a_sheet"


def with_note(workbook: Workbook, name: str, *, endings: tuple[str, ...]) -> Workbook:
    if not name.lower().endswith(endings):
        workbook.findings.append("file_other_ending")
    return workbook
