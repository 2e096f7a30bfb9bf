"""Dates, times and money in the words of both languages."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

from jobfair.web import formatting

MORNING = dt.datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 — formatting is given local times


def at(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


@pytest.mark.parametrize(
    ("time", "chinese", "english"),
    [
        (at(0, 5), "凌晨0点05分", "12:05 am"),
        (at(6), "上午6点", "6 am"),
        (at(9), "上午9点", "9 am"),
        (at(12), "中午12点", "12 noon"),
        (at(12, 30), "中午12点30分", "12:30 pm"),
        (at(14, 30), "下午2点30分", "2:30 pm"),
        (at(18), "晚上6点", "6 pm"),
        (at(23, 59), "晚上11点59分", "11:59 pm"),
    ],
)
def test_clock(time: dt.time, chinese: str, english: str) -> None:
    assert formatting.clock(time) == chinese
    with override("en"):
        assert formatting.clock(time) == english


@pytest.mark.parametrize(
    ("minutes", "chinese", "english"),
    [
        (1, "1 分钟", "1 min"),
        (59, "59 分钟", "59 min"),
        (60, "1 小时", "1 h"),
        (287, "4 小时 47 分钟", "4 h 47 min"),
        (24 * 60 + 5, "1 天", "1 day"),
        (51 * 60 + 5, "2 天 3 小时", "2 days 3 h"),
    ],
)
def test_duration(minutes: int, chinese: str, english: str) -> None:
    assert formatting.duration(minutes) == chinese
    with override("en"):
        assert formatting.duration(minutes) == english


def test_moment() -> None:
    assert formatting.moment(MORNING) == "11月23日 星期一 上午9点"
    assert formatting.moment(MORNING, year=True) == "2026年11月23日 星期一 上午9点"
    with override("en"):
        assert formatting.moment(MORNING) == "Monday 23 November, 9 am"


def test_dates_left_to_the_framework_are_written_like_the_others() -> None:
    written = [date_format(MORNING, name) for name in ("DATE_FORMAT", "MONTH_DAY_FORMAT")]
    assert written == ["2026年11月23日", "11月23日"]
    with override("en"):
        assert Template("{{ day }}").render(Context({"day": MORNING.date()})) == "23 November 2026"
        assert date_format(MORNING, "MONTH_DAY_FORMAT") == "23 November"
        assert date_format(MORNING, "DATETIME_FORMAT") == "23 November 2026, 09:00"


@pytest.mark.parametrize(
    ("hours", "chinese", "english"),
    [
        (2.5, "11月23日 星期一 上午9点到11点30分", "Monday 23 November, 9 am to 11:30 am"),
        (7, "11月23日 星期一 上午9点到下午4点", "Monday 23 November, 9 am to 4 pm"),
        (
            31,
            "11月23日 星期一 上午9点 到 11月24日 星期二 下午4点",
            "Monday 23 November, 9 am to Tuesday 24 November, 4 pm",
        ),
    ],
)
def test_span_says_nothing_twice(hours: float, chinese: str, english: str) -> None:
    end = MORNING + dt.timedelta(hours=hours)
    assert formatting.span(MORNING, end) == chinese
    with override("en"):
        assert formatting.span(MORNING, end) == english


def test_days() -> None:
    day = MORNING.date()
    assert formatting.days(day, day) == "11月23日 星期一"
    assert formatting.days(day, day + dt.timedelta(1)) == "11月23日 星期一 到 11月24日 星期二"


@pytest.mark.parametrize(
    ("low", "high", "unit", "chinese", "english"),
    [
        (3500, None, "month", "每月 3500 元", "3,500 yuan a month"),
        (3500, 3500, "month", "每月 3500 元", "3,500 yuan a month"),
        (3000, 5000, "month", "每月 3000 到 5000 元", "3,000 to 5,000 yuan a month"),
        (22, 25, "hour", "每小时 22 到 25 元", "22 to 25 yuan an hour"),
    ],
)
def test_money(low: int, high: int | None, unit: str, chinese: str, english: str) -> None:
    assert formatting.money(low, high, unit) == chinese
    with override("en"):
        assert formatting.money(low, high, unit) == english


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 KB"),
        (340 * 1024, "340 KB"),
        (1024 * 1024 - 1, "1023 KB"),
        (8 * 1024 * 1024, "8 MB"),
        (2_690_000, "2.5 MB"),
    ],
)
def test_file_size_is_never_overstated(size: int, words: str) -> None:
    assert formatting.file_size(size) == words


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("请打0592-5550020，有人接", ["0592-5550020"]),
        ("手机13800138000", ["13800138000"]),
        ("400-820-8820 或 4008208820", ["400-820-8820", "4008208820"]),
        ("2020-2021 年，共 1380013800012 元，0592-555002011", []),
        ("身份证 350203198001011234", []),
    ],
)
def test_telephone_numbers_in_a_text_are_dialled_by_a_press(text: str, dialled: list[str]) -> None:
    markup = Template("{% load jobfair %}{{ text|linebreaks|phones }}").render(
        Context({"text": f"<b>{text}"})
    )
    assert re.findall(r'<a class="phone" href="tel:([\d-]+)">\1</a>', markup) == dialled
    assert "&lt;b&gt;" in markup


@pytest.mark.parametrize(
    ("words", "english"),
    [("Partly at home", "partly at home"), ("IT desk", "IT desk"), ("", "")],
)
def test_a_label_inside_a_line_begins_small_in_english_alone(words: str, english: str) -> None:
    with override("en"):
        assert formatting.inside(words) == english
    with override("zh-hans"):
        assert formatting.inside(words) == words
