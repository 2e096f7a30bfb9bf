"""What a zip file says about itself, believed only as far as it binds the reader.

`zipfile` never unpacks more of a member than the size its entry declares, so
limits on the declared sizes are limits on the work.
"""

import io
import zipfile

from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.problems import FileRefused

ENCRYPTED_FLAG = 0x1
WORKBOOK = "xl/workbook.xml"
KNOWN_OTHERS = {
    "word/document.xml": "file_not_a_sheet",
    "ppt/presentation.xml": "file_not_a_sheet",
    "xl/workbook.bin": "file_binary_excel",
    "content.xml": "file_open_document",
    "Index/Document.iwa": "file_not_a_sheet",
}
DECLARATIONS = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive of an .xlsx file, checked. Raises FileRefused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        # A broken directory raises whatever the part of zipfile that met it raises.
        raise FileRefused("file_damaged") from error
    members = archive.infolist()
    refuse_bomb(members, limits)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise FileRefused("file_encrypted")
    refuse_other_kind(archive.namelist())
    refuse_declarations(archive)
    return archive


def refuse_bomb(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    too_dense = unpacked > limits.small_enough_unpacked and unpacked / packed > limits.ratio
    too_big = unpacked > limits.unpacked_size or any(
        member.file_size > limits.member_size for member in members
    )
    if too_dense or too_big or len(members) > limits.members:
        raise FileRefused("file_unpacks_too_big")


def refuse_other_kind(names: list[str]) -> None:
    for name, code in KNOWN_OTHERS.items():
        if name in names:
            raise FileRefused(code)
    if WORKBOOK not in names and not any(name.endswith("workbook.xml") for name in names):
        raise FileRefused("file_not_a_sheet")


def refuse_declarations(archive: zipfile.ZipFile) -> None:
    """No office program writes a document type; only somebody who means harm does."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")) and any(
            mark in head(archive, member) for mark in DECLARATIONS
        ):
            raise FileRefused("file_damaged")


def head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as part:
            return part.read(1024)
    except Exception as error:
        # A broken entry raises whatever the part of zlib or zipfile that met it raises.
        raise FileRefused("file_damaged") from error
