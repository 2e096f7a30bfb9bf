"""How many people a position wants. A figure is never read as more than was promised."""

import re
from dataclasses import dataclass

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.normal import folded
from jobfair.booths.sheets.numerals import DASH, digits_for_chinese, without_commas
from jobfair.booths.sheets.reading import Reading, error, warning

MOST = 5_000
OPEN = re.compile(
    r"^(?:若干|多名|多人|数名|数人|数个|若干名|若干人|不限|不限人数|人数不限|长期|长期招聘|常年招聘|长期招|大量|待定|不定|面议)(?:名|人|个)?$"
)
PREFIX = re.compile(r"^(?:共计|合计|共|拟|计划|招聘|招|需求|需|人数)+[:：]?")
SUFFIX = r"(?:名|人|个|位|岗|人次)?"
IN_BRACKETS = re.compile(r"[(\[【].*?[)\]】]")
EXACT = re.compile(rf"^(\d+){SUFFIX}$")
RANGE = re.compile(rf"^(\d+){SUFFIX}{DASH}(\d+){SUFFIX}(及?以上|起|\+)?$")
AT_LEAST = re.compile(
    rf"^(?:≥|>=|不少于|至少|不低于)(\d+){SUFFIX}$|^(\d+)(?:余|多|来|\+){SUFFIX}$|^(\d+){SUFFIX}(?:及?以上|起|\+)$"
)
AT_MOST = re.compile(
    rf"^(?:≤|<=|不超过|最多|至多)(\d+){SUFFIX}$|^(\d+){SUFFIX}(?:及?以内|以下|内)$"
)
ABOUT = re.compile(rf"^(?:约|大约|大概)(\d+){SUFFIX}$|^(\d+){SUFFIX}(?:左右|上下)$")


@dataclass(frozen=True)
class Headcount:
    """People wanted: at least `lower`, at most `upper` when that was said."""

    lower: int
    upper: int | None = None
    open: bool = False


def read_headcount(cell: Cell) -> Reading[Headcount]:
    """Read `5`, `5人`, `3-5人`, `若干`, `十名`; whatever else is an error with the reason."""
    if cell.kind == Kind.DATE:
        return from_date(cell.text)
    text = compact(cell.text)
    if not text:
        return Reading(None, (error("headcount_missing"),))
    if OPEN.match(text):
        return Reading(Headcount(1, open=True), (warning("headcount_open"),))
    return checked(from_text(text))


def compact(text: str) -> str:
    bare_text = IN_BRACKETS.sub("", digits_for_chinese(without_commas(folded(text))))
    return PREFIX.sub("", bare_text).removesuffix(".0").rstrip("。.;,、")


def from_text(text: str) -> Reading[Headcount]:
    if match := EXACT.match(text):
        return Reading(Headcount(int(match[1])))
    if match := RANGE.match(text):
        return between(int(match[1]), int(match[2]), is_open=bool(match[3]))
    if match := AT_LEAST.match(text):
        least = first_number(match)
        return Reading(Headcount(least, open=True), (warning("headcount_at_least", count=least),))
    if match := AT_MOST.match(text):
        return at_most(first_number(match))
    if match := ABOUT.match(text):
        return Reading(
            Headcount(first_number(match)), (warning("headcount_about", count=first_number(match)),)
        )
    return Reading(None, (error("headcount_unreadable"),))


def first_number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group))


def between(one: int, other: int, *, is_open: bool) -> Reading[Headcount]:
    lower, upper = sorted((one, other))
    return Reading(
        Headcount(lower, upper, is_open), (warning("headcount_range", lower=lower, upper=upper),)
    )


def at_most(upper: int) -> Reading[Headcount]:
    """`10人以内` promises one person, not ten."""
    return Reading(Headcount(min(1, upper), upper), (warning("headcount_at_most", upper=upper),))


def from_date(text: str) -> Reading[Headcount]:
    """Excel turns a typed `3-5` into the fifth of March."""
    _year, month, day = (int(part) for part in text.split("-"))
    lower, upper = sorted((month, day))
    return Reading(
        Headcount(lower, upper), (warning("headcount_was_date", lower=lower, upper=upper),)
    )


def checked(reading: Reading[Headcount]) -> Reading[Headcount]:
    count = reading.value
    if count is None:
        return reading
    if count.lower < 1:
        return Reading(None, (error("headcount_zero"),))
    if max(count.lower, count.upper or 0) > MOST:
        return Reading(None, (error("headcount_too_big", limit=MOST),))
    return reading
