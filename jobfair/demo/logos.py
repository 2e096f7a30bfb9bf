"""Logos for invented employers: one plain mark each, with the first sign of its name.

The same employer gets the same picture every time. Where the machine has no font
with Han characters the mark stands without one, and its description says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIDE = 320
DRAWN = SIDE * 2  # drawn larger and halved, for smooth edges
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "C:/Windows/Fonts/msyhbd.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
INKS = (
    ("#0B4A8F", "深蓝", "deep blue"),
    ("#0B6B4F", "墨绿", "dark green"),
    ("#8A4B00", "赭石", "ochre"),
    ("#7A2E8E", "紫", "purple"),
    ("#9B1C1C", "砖红", "brick red"),
    ("#0E5A6B", "青", "teal"),
    ("#3D4A9E", "靛蓝", "indigo"),
    ("#4A5560", "石墨", "graphite"),
)
PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Logo:
    """A drawn mark and its description in both languages."""

    image: bytes
    alt: str
    alt_en: str


def draw_logo(*, name: str, name_en: str, sign: str, place: int) -> Logo:
    """Draw the mark of the employer that stands at `place` in the book."""
    from PIL import Image, ImageDraw

    ink, ink_zh, ink_en = INKS[place % len(INKS)]
    paint, shape_zh, shape_en = SHAPES[(place // len(INKS) + place) % len(SHAPES)]
    image = Image.new("RGB", (DRAWN, DRAWN), PAPER)
    pen = ImageDraw.Draw(image)
    paint(pen, ink)
    font = _font()
    if font is not None:
        pen.text((DRAWN / 2, DRAWN / 2), sign, fill=PAPER, font=font, anchor="mm")
    buffer = BytesIO()
    image.reduce(2).save(buffer, "PNG", compress_level=1)
    written_zh, written_en = (
        (f"，中间写着“{sign}”", f" with the character {sign}") if font else ("", "")
    )
    return Logo(
        buffer.getvalue(),
        f"{name}的标志：{ink_zh}色{shape_zh}{written_zh}。",
        f"Logo of {name_en}: a {ink_en} {shape_en}{written_en}.",
    )


@cache
def _font() -> "FreeTypeFont | None":
    from PIL import ImageFont

    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, round(DRAWN * 0.42))
    return None


def _box(inset: float) -> tuple[float, float, float, float]:
    return (DRAWN * inset, DRAWN * inset, DRAWN * (1 - inset), DRAWN * (1 - inset))


def _disc(pen: "ImageDraw", ink: str) -> None:
    pen.ellipse(_box(0.06), fill=ink)


def _tile(pen: "ImageDraw", ink: str) -> None:
    pen.rounded_rectangle(_box(0.08), radius=DRAWN * 0.16, fill=ink)


def _diamond(pen: "ImageDraw", ink: str) -> None:
    half = DRAWN / 2
    pen.polygon([(half, 0), (DRAWN, half), (half, DRAWN), (0, half)], fill=ink)


def _hexagon(pen: "ImageDraw", ink: str) -> None:
    pen.regular_polygon((DRAWN / 2, DRAWN / 2, DRAWN * 0.48), 6, rotation=30, fill=ink)


def _ringed_disc(pen: "ImageDraw", ink: str) -> None:
    pen.ellipse(_box(0.03), outline=ink, width=DRAWN // 32)
    pen.ellipse(_box(0.11), fill=ink)


def _petals(pen: "ImageDraw", ink: str) -> None:
    reach, radius = DRAWN * 0.27, DRAWN * 0.25
    for x, y in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        middle = (DRAWN / 2 + x * reach * 0.8, DRAWN / 2 + y * reach * 0.8)
        pen.ellipse(
            (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius),
            fill=ink,
        )
    pen.ellipse(_box(0.35), fill=ink)


def _gate(pen: "ImageDraw", ink: str) -> None:
    left, top, right, bottom = _box(0.1)
    pen.pieslice((left, top, right, top + (right - left)), 180, 360, fill=ink)
    pen.rectangle((left, DRAWN / 2, right, bottom), fill=ink)


SHAPES: tuple[tuple[Callable[["ImageDraw", str], None], str, str], ...] = (
    (_disc, "圆形", "disc"),
    (_tile, "圆角方形", "rounded square"),
    (_diamond, "菱形", "diamond"),
    (_hexagon, "六边形", "hexagon"),
    (_ringed_disc, "带圈的圆形", "ringed disc"),
    (_petals, "四瓣花形", "four-petalled flower"),
    (_gate, "拱门形", "arch"),
)
