"""Dates, times, money and counts as people say them, in both languages of the interface."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import get_language

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

# The first hour that has the name.
PARTS_OF_DAY_ZH = ((18, "晚上"), (13, "下午"), (12, "中午"), (6, "上午"), (0, "凌晨"))

PAY_UNITS_ZH = {"month": "每月", "day": "每天", "hour": "每小时", "piece": "每件", "year": "每年"}
PAY_UNITS_EN = {
    "month": "a month",
    "day": "a day",
    "hour": "an hour",
    "piece": "a piece",
    "year": "a year",
}

HOURS_OF_DAY = 24
DAY_AND_HOUR = (("天", "day", "days"), ("小时", "h", "h"))
HOUR_AND_MINUTE = (("小时", "h", "h"), ("分钟", "min", "min"))

KB = 1024
MB = 1024 * KB


def is_chinese() -> bool:
    """Whether the page is being written in Chinese."""
    return (get_language() or "zh").startswith("zh")


def inside(words: object) -> str:
    """Words as they stand inside a line: English begins small there, unless with initials."""
    text = str(words)
    return text if is_chinese() or text[1:2].isupper() else text[:1].lower() + text[1:]


def day(value: dt.date, *, year: bool = False) -> str:
    """``11月23日 星期一`` or ``Monday 23 November``; with the year when asked."""
    if is_chinese():
        return f"{f'{value.year}年' if year else ''}{value.month}月{value.day}日 星期{WEEKDAYS_ZH[value.weekday()]}"
    words = f"{WEEKDAYS_EN[value.weekday()]} {value.day} {MONTHS_EN[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def weekday(value: dt.date) -> str:
    """``星期一`` or ``Mon``: for the leaf of a calendar."""
    number = value.weekday()
    return f"星期{WEEKDAYS_ZH[number]}" if is_chinese() else WEEKDAYS_EN[number][:3]


def month(value: dt.date) -> str:
    """``11月`` or ``Nov``: for the leaf of a calendar."""
    return f"{value.month}月" if is_chinese() else MONTHS_EN[value.month - 1][:3]


def clock(value: dt.time | dt.datetime) -> str:
    """``上午9点``, ``下午2点30分`` or ``9 am``, ``2:30 pm``."""
    return _clock_zh(value, part=True) if is_chinese() else _clock_en(value)


def moment(value: dt.datetime, *, year: bool = False) -> str:
    """``11月23日 星期一 上午9点`` or ``Monday 23 November, 9 am``; the value is already in local time."""
    joint = " " if is_chinese() else ", "
    return f"{day(value, year=year)}{joint}{clock(value)}"


def span(start: dt.datetime, end: dt.datetime, *, year: bool = False) -> str:
    """A stretch of time in which nothing is said twice: ``11月23日 星期一 上午9点到11点30分``."""
    to = "到" if is_chinese() else " to "
    if start.date() != end.date():
        joint = " 到 " if is_chinese() else to
        return (
            f"{moment(start, year=year)}{joint}{moment(end, year=year and start.year != end.year)}"
        )
    if is_chinese() and _part_of_day(start) == _part_of_day(end):
        return f"{moment(start, year=year)}{to}{_clock_zh(end, part=False)}"
    return f"{moment(start, year=year)}{to}{clock(end)}"


def hours(start: dt.datetime, end: dt.datetime) -> str:
    """From when to when within one day: ``上午9点到11点30分``."""
    if is_chinese() and _part_of_day(start) == _part_of_day(end):
        return f"{clock(start)}到{_clock_zh(end, part=False)}"
    return f"{clock(start)}{'到' if is_chinese() else ' to '}{clock(end)}"


def days(first: dt.date, last: dt.date, *, year: bool = False) -> str:
    """One day, or ``11月23日 星期一 到 11月24日 星期二``."""
    if first == last:
        return day(first, year=year)
    joint = " 到 " if is_chinese() else " to "
    return f"{day(first, year=year)}{joint}{day(last, year=year and first.year != last.year)}"


def duration(minutes: int) -> str:
    """``13 分钟``, ``4 小时 47 分钟``, ``2 天 3 小时``: two units at most, the larger ones."""
    hours, rest = divmod(minutes, 60)
    if hours >= HOURS_OF_DAY:
        parts = zip(divmod(hours, HOURS_OF_DAY), DAY_AND_HOUR, strict=True)
    else:
        parts = zip((hours, rest), HOUR_AND_MINUTE, strict=True)
    return " ".join(f"{number} {_unit(unit, number)}" for number, unit in parts if number)


def money(low: int, high: int | None = None, unit: str = "month") -> str:
    """Pay in whole yuan: ``每月 3500 元``, ``每月 3000 到 5000 元``; ``unit`` is a pay unit of positions."""
    if is_chinese():
        amount = f"{low}" if high in (None, low) else f"{low} 到 {high}"
        return f"{PAY_UNITS_ZH[unit]} {amount} 元"
    amount = f"{low:,}" if high in (None, low) else f"{low:,} to {high:,}"
    return f"{amount} yuan {PAY_UNITS_EN[unit]}"


def negotiable() -> str:
    """Pay that is settled in talking."""
    return "面议" if is_chinese() else "Pay negotiable"


def count(number: int) -> str:
    """A number with its thousands apart, so that a large one is read at a glance."""
    return f"{number:,}"


def file_size(size: int) -> str:
    """Bytes as ``340 KB`` or ``2.5 MB``, as file managers count them, a limit never overstated."""
    if size < MB:
        return f"{max(1, size // KB)} KB"
    tenths = size * 10 // MB
    return f"{tenths // 10}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def _unit(names: tuple[str, str, str], number: int) -> str:
    chinese, one, several = names
    return chinese if is_chinese() else one if number == 1 else several


def _part_of_day(value: dt.time | dt.datetime) -> str:
    return next(name for hour, name in PARTS_OF_DAY_ZH if value.hour >= hour)


def _clock_zh(value: dt.time | dt.datetime, *, part: bool) -> str:
    hour = value.hour if value.hour <= 12 else value.hour - 12
    minutes = f"{value.minute:02d}分" if value.minute else ""
    return f"{_part_of_day(value) if part else ''}{hour}点{minutes}"


def _clock_en(value: dt.time | dt.datetime) -> str:
    if (value.hour, value.minute) == (12, 0):
        return "12 noon"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes} {'am' if value.hour < 12 else 'pm'}"
