"""Every text pair of every look is at least 7.1:1, read from the style sheet itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text("utf-8")
ENOUGH = 7.1
ENOUGH_FOR_BORDERS = 3.0

GROUNDS = ["page", "surface"]
PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "link", "link-hover", "visited") for ground in GROUNDS),
    ("ink", "info-tint"), ("link", "info-tint"), ("link-hover", "info-tint"),
    *((kind, f"{kind}-tint") for kind in ("success", "warning", "error")),
    *(("ink", f"{kind}-tint") for kind in ("success", "warning", "error")),
    ("error", "page"), ("primary", "page"), ("primary", "surface"), ("page", "ink"),
    ("on-primary", "primary"), ("on-primary", "primary-hover"),
    ("on-band", "band"), ("on-band", "band-deep"), ("on-lamp", "lamp"),
]  # fmt: skip
BORDERS = [("control", "page"), ("control", "surface"), ("focus", "page"), ("lamp", "band")]

LIGHT = re.search(r":root \{(.*?)\n\}", TOKENS, re.S)
LOOKS = {
    "light": None,
    "dark": r'html\[data-theme="dark"\] \{(.*?)\n\}',
    "dark by system": r"html:not\(\[data-theme\]\) \{(.*?)\n  \}",
    "contrast": r"html\[data-contrast\]\[data-contrast\] \{(.*?)\n\}",
}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", block))


def look(name: str) -> dict[str, str]:
    assert LIGHT is not None
    base = colours(LIGHT[1])
    pattern = LOOKS[name]
    if pattern is None:
        return base
    found = re.search(pattern, TOKENS, re.S)
    assert found is not None
    return base | colours(found[1])


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(name: str, ink: str, ground: str) -> None:
    colour = look(name)
    assert contrast(colour[ink], colour[ground]) >= ENOUGH


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize(("line", "ground"), BORDERS)
def test_controls_and_signs_stand_out(name: str, line: str, ground: str) -> None:
    colour = look(name)
    assert contrast(colour[line], colour[ground]) >= ENOUGH_FOR_BORDERS


def test_both_ways_to_the_dark_look_are_the_same() -> None:
    assert look("dark") == look("dark by system")
