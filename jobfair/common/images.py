"""From an uploaded file to a stored `Picture`.

The size and the pixel count are checked before anything is decoded, the type is
read from the content, and what is stored is a fresh encoding without metadata.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.common import pending
from jobfair.common.errors import Invalid
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.common.models import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_ALT = 200
SIZES = {"small": 160, "medium": 480, "large": 1280}
FORMATS = ("JPEG", "PNG", "WEBP")
FOLDER = "pictures"
WORDS = ("alt", "alt_en")


@dataclass(frozen=True)
class Prepared:
    """A picture read, checked and encoded in every size; nothing is stored yet."""

    alt: str
    alt_en: str
    width: int
    height: int
    encoded: dict[str, bytes]


def prepare_picture(*, upload: IO[bytes], alt: str, alt_en: str = "") -> Prepared:
    """Decode and encode, which takes a while: to be done before anything is locked.

    Invalid says what is wrong with it, and in which field.
    """
    alt, alt_en = checked_words(alt, alt_en)
    image = _opened(upload)
    encoded = {field: _encoded(image, side) for field, side in SIZES.items()}
    return Prepared(alt, alt_en, image.width, image.height, encoded)


def store_picture(prepared: Prepared) -> Picture:
    """Keep its files and its row.

    A mark stands beside the files until the change is committed, so that those of a change
    that was taken back are found and deleted.
    """
    facts = {name: getattr(prepared, name) for name in ("alt", "alt_en", "width", "height")}
    picture = Picture(**facts)
    pending.mark(default_storage, FOLDER, picture.key)
    for field, content in prepared.encoded.items():
        name = _file_name(picture.key, field)
        getattr(picture, field).save(name, ContentFile(content), save=False)
    picture.save()
    pending.forget_after_commit(default_storage, FOLDER, picture.key)
    return picture


def describe_picture(picture_id: UUID, *, alt: str, alt_en: str, known: str) -> None:
    """Say anew what a picture shows; for services that hold whose picture it is.

    `known` is the mark of the words that were read before.
    """
    alt, alt_en = checked_words(alt, alt_en)
    picture = Picture.objects.select_for_update().get(pk=picture_id)
    require_known(known, mark_of_fields(picture, WORDS))
    picture.alt, picture.alt_en = alt, alt_en
    picture.save(update_fields=WORDS)


def discard_unkept(now: datetime) -> int:
    """Delete files whose picture was never committed; how many pictures it was."""
    return pending.discard_unkept(default_storage, FOLDER, Picture, _files_of, now)


def _files_of(key: str) -> list[str]:
    return [f"{FOLDER}/{_file_name(key, field)}" for field in SIZES]


def encoded_afresh(upload: IO[bytes]) -> tuple[bytes, int, int]:
    """A picture without its metadata, no larger than the largest size: WebP bytes, width, height."""
    image = _opened(upload)
    return _encoded(image, SIZES["large"]), image.width, image.height


def discard_picture(picture: Picture) -> None:
    """Delete a picture nothing shows any more; its files go after the commit."""
    names = [getattr(picture, field).name for field in SIZES]
    picture.delete()
    _delete_after_commit(names)


def _delete_after_commit(names: list[str]) -> None:
    def delete() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(delete, robust=True)


def _file_name(key: str, field: str) -> str:
    return f"{key}-{field}.webp"


def checked_words(alt: str, alt_en: str) -> tuple[str, str]:
    """The words that stand for a picture where it cannot be seen; Invalid when they do not do."""
    alt, alt_en = alt.strip(), alt_en.strip()
    if not alt:
        raise _refused("alt", "alt_missing", _("请用一句话说明图片内容，看不见图片的人靠它了解。"))
    if max(len(alt), len(alt_en)) > MAX_ALT:
        raise _refused("alt", "alt_too_long", _("图片说明最多 200 字。请写短一些。"))
    return alt, alt_en


def _opened(upload: IO[bytes]) -> Image:
    """The picture upright, in colours with transparency, no larger than it is stored."""
    from PIL import Image

    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _refused("upload", "picture_too_large", _("图片超过 8 MB。请缩小后再上传。"))
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height <= MAX_PIXELS:
            return _decoded(image)
    except Image.DecompressionBombError:
        pass
    except (OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise _refused(
            "upload",
            "picture_unreadable",
            _("这个文件不是能打开的图片。请上传 JPG、PNG 或 WebP 图片。"),
        ) from None
    raise _refused("upload", "picture_too_many_pixels", _("图片超过 4000 万像素。请缩小后再上传。"))


def _decoded(image: Image) -> Image:
    from PIL import ImageOps

    largest = SIZES["large"]
    if image.format != "JPEG":  # a palette must become colours before it is scaled
        image = image.convert("RGBA")
    image.thumbnail((largest, largest))  # a JPEG is decoded at this scale at once
    return ImageOps.exif_transpose(image).convert("RGBA")


def _refused(field: str, code: str, sentence: str) -> Invalid:
    return Invalid(code, sentence, {field: sentence})


def _encoded(image: Image, side: int) -> bytes:
    copy = image.copy()
    copy.thumbnail((side, side))
    buffer = BytesIO()
    copy.save(buffer, "WEBP", quality=82, method=4)
    return buffer.getvalue()
