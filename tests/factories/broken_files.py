"""Files that are no workbook at all, or only pretend to be one."""

import io
import zipfile

from tests.factories.workbooks import PLAIN_HEADINGS, patched, plain, text_file


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def zip_bomb(megabytes: int = 64) -> bytes:
    """A worksheet of nothing but zeros: a few kilobytes that unpack to a flood."""
    return zipped(
        xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b"0" * megabytes * 1024 * 1024
    )


def entity_bomb() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    return zipped(xl__workbook_xml=bomb)


def compound(mark: str) -> bytes:
    """The container of locked and of old Excel files, with the stream name that tells them apart."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + mark.encode("utf-16-le") + b"\0" * 600
    )


def cut_short() -> bytes:
    return plain()[:-400]


def broken_inside() -> bytes:
    """The zip is whole, the sheet in it is not."""
    return patched(plain(), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetDat")


def too_many_rows(rows: int = 20_050) -> bytes:
    return text_file([PLAIN_HEADINGS, *([f"单位{n}", "岗位", 1, "", "", ""] for n in range(rows))])
