"""One spelling for the many ways people type the same thing."""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = re.compile(
    "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n\s*\n+")
# What Excel writes for a carriage return or another control character in a string.
ESCAPED = re.compile(r"_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])_")
WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
PUNCTUATION = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """Text fit to be shown: no invisible characters, single spaces, narrow digits and letters."""
    if not text:
        return ""
    text = ESCAPED.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = SPACES.sub(" ", INVISIBLE.sub("", text)).translate(WIDE)
    return BLANK_LINES.sub("\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text fit to be compared or parsed: compatibility forms, no spaces, lower case."""
    compatible = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
    return unicodedata.normalize("NFKC", "".join(compatible.split())).casefold()


def bare(text: str) -> str:
    """Letters, digits and Han characters only: how a name is matched."""
    return PUNCTUATION.sub("", folded(text))
