"""Wording that keeps people out without need, and what to write instead.

Chinese is looked for without its spaces, English with single ones; both in lower case and
with full-width and other forms of a character as the plain one. What is found is named as it
stands in the text, spaces and all.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "flagged_wording.json"
#: Stands where something was found already, or where a phrase says that nobody is kept out.
TAKEN = "\0"


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

    @property
    def lang(self) -> str:
        """The language of the words found."""
        return "en" if re.search("[a-z]", self.words, re.IGNORECASE) else "zh-Hans-CN"


@dataclass(frozen=True)
class _Rule:
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    advice: str
    advice_en: str


@dataclass(frozen=True)
class _Folded:
    """A text as it is looked through, and for each of its characters its place in the original."""

    text: str
    places: list[int]

    def without(self, neutral: re.Pattern[str]) -> "_Folded":
        blank = neutral.sub(lambda found: TAKEN * len(found[0]), self.text)
        return _Folded(blank, self.places)

    def stretches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where it is found, as places in the original."""
        for found in pattern.finditer(self.text):
            if found.end() > found.start():
                yield self.places[found.start()], self.places[found.end() - 1] + 1


def flags_in(text: str, field: str = "") -> list[Flag]:
    """Every flagged wording of a text in its order, the longest of those that overlap, each once."""
    flags: dict[str, Flag] = {}
    for start, end, rule in _chosen(_found(text)):
        words = text[start:end]
        flags.setdefault(words, Flag(field, words, rule.advice, rule.advice_en))
    return list(flags.values())


def flags_of_fields(thing: Any, fields: Iterable[str]) -> list[Flag]:
    """The same of several fields of one thing."""
    return [flag for field in fields for flag in flags_in(getattr(thing, field), field)]


def _found(text: str) -> list[tuple[int, int, _Rule]]:
    neutral, rules = _rules()
    chinese = _folded(text, space="").without(neutral)
    english = _folded(text, space=" ")
    return [
        (start, end, rule)
        for rule in rules
        for folded, pattern in ((chinese, rule.chinese), (english, rule.english))
        for start, end in folded.stretches(pattern)
    ]


def _chosen(found: list[tuple[int, int, _Rule]]) -> list[tuple[int, int, _Rule]]:
    """The longest first wherever two overlap, in the order of the text."""
    chosen: list[tuple[int, int, _Rule]] = []
    for start, end, rule in sorted(found, key=lambda one: one[0] - one[1]):
        if all(end <= first or start >= last for first, last, _rule in chosen):
            chosen.append((start, end, rule))
    return sorted(chosen, key=lambda one: one[0])


def _folded(text: str, *, space: str) -> _Folded:
    """Each kind of space as `space`, several as one."""
    letters, places = list[str](), list[int]()
    for place, original in enumerate(text):
        for letter in unicodedata.normalize("NFKC", original).casefold():
            shown = space if letter.isspace() else _plain(letter)
            if shown and not (shown == " " and letters and letters[-1] == " "):
                letters.append(shown)
                places.append(place)
    return _Folded("".join(letters), places)


def _plain(letter: str) -> str:
    """Nothing for what nobody sees."""
    return "" if unicodedata.category(letter) in ("Cf", "Mn") else letter


@cache
def _rules() -> tuple[re.Pattern[str], list[_Rule]]:
    """The phrases that say nobody is kept out, and those that keep somebody out."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    rules = [
        _Rule(
            _any([*map(re.escape, rule["words"]), *rule.get("patterns", [])]),
            _any(rule["english"]),
            rule["advice"],
            rule["advice_en"],
        )
        for rule in data["rules"]
    ]
    return _any(data["neutral"]), rules


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all, the longest words first so that the whole phrase is named."""
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))
