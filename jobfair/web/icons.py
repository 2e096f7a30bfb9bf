"""Lucide's drawings, as they stand in its package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

HEAD = (
    '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
    'class="icon" aria-hidden="true" focusable="false">'
)


def drawing(name: str) -> str:
    """An icon of a line's height that is hidden from screen readers."""
    _head, _, shapes = drawings().read(f"{name}.svg").decode().partition(">")
    return HEAD + shapes.rstrip()


@cache
def drawings() -> ZipFile:
    """All of them, opened once: the library's tag goes through its list of 1,700 for each."""
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))
