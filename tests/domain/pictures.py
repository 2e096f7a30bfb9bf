"""Picture files to upload, honest and otherwise."""

from io import BytesIO
from typing import Any

from PIL import Image


def picture_bytes(
    kind: str = "PNG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any
) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, 120 if mode in ("L", "P", "1", "I;16") else "teal").save(
        buffer, kind, **options
    )
    return buffer.getvalue()


def picture_file(**options: Any) -> BytesIO:
    return BytesIO(picture_bytes(**options))
