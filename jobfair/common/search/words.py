"""From a text to the words it is found by, and from a question to the words it asks for.

Han characters have no spaces between words, so a run of them is kept as overlapping
pairs (包装工 → 包装 装工 工): a question of two characters is one of these pairs, a
longer one is a phrase of them, a single character is the beginning of one. Names and
titles are found by pinyin too, in full and by initials, from any character on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
RUN = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+")
IS_HAN = re.compile(rf"[{HAN}]")
SYLLABLES = 8
SHORTEST_PART = 2
LONGEST_RUN_TOGETHER = 20
LONGEST_QUESTION = 100
MOST_TERMS = 8


class Place(Enum):
    """Where of an entry words are looked for."""

    ANYWHERE = ""
    OWNER = "owner"
    NAMES = "title and sort"


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be only the beginning of a word."""

    words: tuple[str, ...]
    is_beginning: bool = False
    place: Place = Place.ANYWHERE


def index_words(texts: Iterable[str], *, pinyin: bool = False) -> str:
    """The words of these texts, one space apart; each once more in pinyin when asked."""
    found = [run for text in texts for run in runs(text)]
    words = [word for run in found for word in _pairs(run)]
    if pinyin:
        words += [word for run in found if IS_HAN.match(run) for word in _pinyin(run)]
    return " ".join(words)


def terms(question: str) -> list[Term]:
    """What a question asks for; all of it must be found. Empty when it says nothing."""
    found = [_term(run) for run in runs(question[:LONGEST_QUESTION])]
    return list(dict.fromkeys(found))[:MOST_TERMS]


def run_together(question: str) -> list[list[list[Term]]]:
    """Of each word of a question, its readings: as it stands, or as an owner's name and a title.

    Who types 白鹭洲公司包装工 without a space means both, and no text has them side by side.
    """
    found = list(dict.fromkeys(runs(question[:LONGEST_QUESTION])))[:MOST_TERMS]
    return [[[_term(run)], *_owner_and_title(run)] for run in found]


def runs(text: str) -> list[str]:
    """Stretches of Han characters, and other words; full-width, case and accents even out."""
    even = unicodedata.normalize("NFKC", text).lower()
    apart = unicodedata.normalize("NFD", even).replace("u\u0308", "v")
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return RUN.findall(unicodedata.normalize("NFC", bare))


def _owner_and_title(run: str) -> Iterator[list[Term]]:
    """Every way to cut it in two; of the owner's name a middle may be left out."""
    if not IS_HAN.match(run) or len(run) > LONGEST_RUN_TOGETHER:
        return
    for cut in range(SHORTEST_PART, len(run) - SHORTEST_PART + 1):
        title = replace(_term(run[cut:]), place=Place.NAMES)
        for gap in (cut, *range(SHORTEST_PART, cut - SHORTEST_PART + 1)):
            names = [part for part in (run[:gap], run[gap:cut]) if part]
            yield [*(replace(_term(name), place=Place.OWNER) for name in names), title]


def _term(run: str) -> Term:
    if not IS_HAN.match(run):
        return Term((run,), is_beginning=len(run) > 1)
    if len(run) == 1:
        return Term((run,), is_beginning=True)
    return Term(tuple(a + b for a, b in pairwise(run)))


def _pairs(run: str) -> Iterator[str]:
    if not IS_HAN.match(run):
        yield run
        return
    yield from (a + b for a, b in pairwise(run))
    yield run[-1]


@lru_cache(maxsize=1024)
def _pinyin(run: str) -> tuple[str, ...]:
    """Kept for a while: each position of an employer is found by the employer's name."""
    from pypinyin import lazy_pinyin

    syllables, words = lazy_pinyin(run), []
    for start in range(len(syllables)):
        rest = syllables[start : start + SYLLABLES]
        words.append("".join(rest))
        if len(rest) > 1:
            words.append("".join(syllable[0] for syllable in rest))
    return tuple(words)
