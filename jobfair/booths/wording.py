"""Wording that keeps people out without need, and what to write instead."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from jobfair.booths.models import Position

DATA = Path(__file__).parent / "data" / "flagged_wording.json"
READ_FIELDS = ("title", "duties", "requirements", "hours", "pay_note", "easy_what", "easy_support")


@dataclass(frozen=True)
class Flag:
    """One flagged wording: the field it stands in, the words found, what to write instead."""

    field: str
    words: str
    advice: str
    advice_en: str

    @property
    def sentence(self) -> str:
        return self.advice_en if (get_language() or "").startswith("en") else self.advice


@cache
def _rules() -> list[tuple[str, str, str]]:
    """(words, advice, English advice), longest words first so that the whole phrase is named."""
    rules = json.loads(DATA.read_text(encoding="utf-8"))
    flat = [(words, rule["advice"], rule["advice_en"]) for rule in rules for words in rule["words"]]
    return sorted(flat, key=lambda rule: -len(rule[0]))


def flags_in(text: str, field: str = "") -> list[Flag]:
    """Every flagged wording of a text, each stretch named once."""
    found = []
    for words, advice, advice_en in _rules():
        if words in text:
            found.append(Flag(field, words, advice, advice_en))
            text = text.replace(words, "\0")
    return found


def flags_of(position: "Position") -> list[Flag]:
    return [flag for field in READ_FIELDS for flag in flags_in(getattr(position, field), field)]
