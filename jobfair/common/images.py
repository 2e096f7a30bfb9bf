"""From an uploaded file to a stored `Picture`.

The size and the pixel count are checked before anything is decoded, the type is
read from the content, and what is stored is a fresh encoding without metadata.
"""

from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from jobfair.common.errors import Invalid
from jobfair.common.models import Picture

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
SIZES = {"small": 160, "medium": 480, "large": 1280}
FORMATS = ("JPEG", "PNG", "WEBP")


def store_picture(*, upload: IO[bytes], alt: str, alt_en: str = "") -> Picture:
    """Store an upload in three sizes; Invalid says what is wrong with it."""
    if not alt.strip():
        raise Invalid("alt_missing", _("请用一句话说明图片内容，看不见图片的人靠它了解。"))
    image = _opened(upload)
    picture = Picture(
        alt=alt.strip(), alt_en=alt_en.strip(), width=image.width, height=image.height
    )
    for field, side in SIZES.items():
        name = f"{picture.key}-{field}.webp"
        getattr(picture, field).save(name, ContentFile(_encoded(image, side)), save=False)
    picture.save()
    return picture


def _opened(upload: IO[bytes]):
    from PIL import Image, ImageOps, UnidentifiedImageError

    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Invalid("picture_too_large", _("图片超过 8 MB。请缩小后再上传。"))
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Invalid("picture_too_many_pixels", _("图片超过 4000 万像素。请缩小后再上传。"))
        image.load()
        return ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Invalid(
            "picture_unreadable", _("这个文件不是能打开的图片。请上传 JPG、PNG 或 WebP 图片。")
        ) from None


def _encoded(image, side: int) -> bytes:
    copy = image.copy()
    copy.thumbnail((side, side))
    buffer = BytesIO()
    copy.save(buffer, "WEBP", quality=82, method=4)
    return buffer.getvalue()
