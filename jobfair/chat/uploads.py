"""What may be sent as a file: known by its content, whatever it is called.

Pictures are encoded afresh, so nothing of the sent bytes is kept. Documents are kept as
they are and never opened here; a Word file with macros is refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from jobfair.chat.models import AttachmentKind
from jobfair.common.errors import Invalid
from jobfair.common.images import MAX_BYTES, encoded_afresh

LONGEST_NAME = 80
MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024
OLD_WORD = b"\xd0\xcf\x11\xe0"
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
ENDINGS = {
    AttachmentKind.PICTURE: ".webp",
    AttachmentKind.PDF: ".pdf",
    AttachmentKind.DOCX: ".docx",
}


@dataclass(frozen=True)
class Checked:
    """A file that may be sent: its kind, the name others see, and what is stored."""

    kind: AttachmentKind
    name: str
    content: bytes
    digest: str
    width: int | None = None
    height: int | None = None


def checked(upload: IO[bytes], name: str) -> Checked:
    """The file as it may be sent; Invalid says what to do instead."""
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _refused("file_too_large", _("文件超过 8 MB。请缩小后再发，或分成几个文件。"))
    if not content:
        raise _refused("file_empty", _("这个文件是空的。请重新选择。"))
    digest = sha256(content).hexdigest()
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return Checked(AttachmentKind.PDF, _named(name, AttachmentKind.PDF), content, digest)
    if content.startswith((b"PK", OLD_WORD)):
        _check_word(content)
        return Checked(AttachmentKind.DOCX, _named(name, AttachmentKind.DOCX), content, digest)
    picture, width, height = _picture(content)
    shown = _named(name, AttachmentKind.PICTURE)
    return Checked(AttachmentKind.PICTURE, shown, picture, digest, width, height)


def _picture(content: bytes) -> tuple[bytes, int, int]:
    try:
        return encoded_afresh(BytesIO(content))
    except Invalid as refusal:
        raise (_unknown() if refusal.code == "picture_unreadable" else refusal) from None


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise _refused("pdf_damaged", _("这个 PDF 文件不完整。请重新保存一份再发。"))


def _check_word(content: bytes) -> None:
    if content.startswith(OLD_WORD):
        raise _refused("word_old", _("这是旧式 Word 文件。请另存为 .docx 或 PDF 再发。"))
    try:
        parts = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        raise _unknown() from None
    names = {part.filename for part in parts}
    if not names >= WORD_PARTS:
        raise _unknown()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _refused("word_macros", _("这个 Word 文件带有宏。请另存为 PDF 再发。"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused("word_too_large", _("这个 Word 文件太大。请另存为 PDF 再发。"))


def _named(name: str, kind: AttachmentKind) -> str:
    """The name without path and control signs, ending as the content says."""
    clean = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    stem = re.sub(r'[\\/:*?"<>|]+', " ", PurePath(clean.replace("\\", "/")).stem).strip(" .")
    return (stem or _("文件"))[:LONGEST_NAME] + ENDINGS[kind]


def _unknown() -> Invalid:
    return _refused(
        "file_unknown", _("只能发图片（JPG、PNG、WebP）、PDF 和 Word（.docx）文件。请换一个格式。")
    )


def _refused(code: str, sentence: str) -> Invalid:
    return Invalid(code, sentence, {"upload": sentence})
