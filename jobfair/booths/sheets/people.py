"""Who to ask: names, telephone numbers, mail addresses, licence numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.normal import folded, tidy
from jobfair.booths.sheets.reading import Reading, warning

SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")
PHONE = re.compile(
    r"(?<!\d)(?:\+?86-?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)"
    r"|(?<!\d)(0\d{2,3})[ -]?[)）]?[ -]?(\d{7,8})((?:-|转|分机|ext\.?)\d{1,6})?(?!\d)"
    r"|(?<!\d)([48]00)-?(\d{3,4})-?(\d{3,4})(?!\d)|(?<!\d)([2-8]\d{6,7})(?!\d)",
    re.I,
)
EMAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.ASCII)
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
LONGEST_PRECISE_NUMBER = 15
NAME_LENGTH = 60


@dataclass(frozen=True)
class Contact:
    name: str = ""
    phone: str = ""


@lru_cache(maxsize=1024)
def read_phone(cell: Cell) -> Reading[str]:
    """All telephone numbers of the cell, joined by a comma; words around them are dropped."""
    text = tidy(cell.text)
    if not text:
        return Reading("")
    if SCIENTIFIC.match(text):
        return Reading("", (warning("phone_digits_lost"),))
    numbers = phones_in(text)
    return Reading("，".join(numbers)) if numbers else Reading("", (warning("phone_unreadable"),))


def phones_in(text: str) -> list[str]:
    found = [
        number_of(match)
        for match in PHONE.finditer(text.replace("—", "-").replace("－", "-").replace("–", "-"))
    ]
    return list(dict.fromkeys(found))


def number_of(match: re.Match[str]) -> str:
    parts = [part for part in match.groups() if part]
    if parts[0].startswith("1"):
        return "".join(parts)
    return "-".join(part.lstrip("-转分机extEXT.") for part in parts)


@lru_cache(maxsize=1024)
def read_contact(cell: Cell) -> Reading[Contact]:
    """A name, a number, or both in one cell, in either order."""
    text = tidy(cell.text)
    if SCIENTIFIC.match(text):
        return Reading(Contact())
    phone = "，".join(phones_in(text))
    name = re.sub(r"(?:电话|手机|tel|联系人|联系方式)[:：]?", " ", PHONE.sub(" ", text), flags=re.I)
    return Reading(
        Contact(tidy(re.sub(r"[\s:：,，、;；/()（）+-]+", " ", name))[:NAME_LENGTH], phone)
    )


def read_email(cell: Cell) -> Reading[str]:
    text = folded(cell.text)
    if not text or EMAIL.match(text):
        return Reading(text)
    return Reading("", (warning("email_unreadable"),))


def read_licence(cell: Cell) -> Reading[str]:
    """The unified social credit code when it is whole and its check character is right.

    Source of the rule: GB 32100-2015.
    """
    text = folded(cell.text).upper().replace("-", "")
    if not text or text in ("无", "/"):
        return Reading("")
    if SCIENTIFIC.match(text) or (cell.kind == Kind.NUMBER and len(text) > LONGEST_PRECISE_NUMBER):
        return Reading("", (warning("licence_digits_lost"),))
    if is_credit_code(text):
        return Reading(text)
    return Reading("", (warning("licence_wrong"),))


def is_credit_code(text: str) -> bool:
    if len(text) != 18 or any(char not in CODE_ALPHABET for char in text):
        return False
    return check_character(text[:17]) == text[17]


def check_character(first: str) -> str:
    """The eighteenth character of a credit code that begins with these seventeen."""
    total = sum(
        CODE_ALPHABET.index(char) * weight for char, weight in zip(first, CODE_WEIGHTS, strict=True)
    )
    return CODE_ALPHABET[(31 - total % 31) % 31]
