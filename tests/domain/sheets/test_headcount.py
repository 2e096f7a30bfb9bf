"""How many people a cell promises: never more than it says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.headcount import MOST, Headcount, read_headcount

READ = {
    "5": Headcount(5),
    "5.0": Headcount(5),
    "5人": Headcount(5),
    "５ 名": Headcount(5),
    "1,000": Headcount(1000),
    "五": Headcount(5),
    "十名": Headcount(10),
    "十五人": Headcount(15),
    "两百": Headcount(200),
    "计划招聘3人": Headcount(3),
    "5（含储备3人）": Headcount(5),
    "约10人": Headcount(10),
    "3-5人": Headcount(3, 5),
    "3人～5人": Headcount(3, 5),
    "5—3": Headcount(3, 5),
    "三至五人": Headcount(3, 5),
    "10人以上": Headcount(10, open=True),
    "20+": Headcount(20, open=True),
    "10余人": Headcount(10, open=True),
    "至少2名": Headcount(2, open=True),
    "10人以内": Headcount(1, 10),
    "不超过4人": Headcount(1, 4),
    "3-5人以上": Headcount(3, 5, open=True),
    "若干": Headcount(1, open=True),
    "数名": Headcount(1, open=True),
    "不限": Headcount(1, open=True),
}
REFUSED = {
    "": "headcount_missing",
    "0": "headcount_zero",
    "0-3": "headcount_zero",
    "2.5": "headcount_unreadable",
    "-3": "headcount_unreadable",
    "男2女3": "headcount_unreadable",
    "各5名": "headcount_unreadable",
    "五六个": "headcount_unreadable",
    "十五六人": "headcount_unreadable",
    "招人": "headcount_unreadable",
    "100000": "headcount_too_big",
}
MANY = st.integers(1, MOST)


def count_of(text: str) -> Headcount | None:
    return read_headcount(Cell(text)).value


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_what_people_write_is_read(text, expected):
    assert count_of(text) == expected


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_cannot_be_counted_is_refused_with_its_reason(text, code):
    reading = read_headcount(Cell(text))
    assert reading.value is None
    assert [finding.code for finding in reading.findings] == [code]


@pytest.mark.parametrize("text", ["若干", "3-5人", "10人以上", "约10人", "10人以内"])
def test_every_count_that_is_not_exact_is_said(text):
    assert read_headcount(Cell(text)).findings


def test_a_range_that_excel_made_a_date_comes_back():
    reading = read_headcount(Cell("2026-05-03", Kind.DATE))
    assert reading.value == Headcount(3, 5)
    assert reading.findings[0].code == "headcount_was_date"


@given(st.text(), st.sampled_from([Kind.TEXT, Kind.NUMBER]))
def test_any_text_is_read_or_refused_never_a_crash(text, kind):
    reading = read_headcount(Cell(text, kind))
    assert (reading.value is None) == reading.failed


@given(MANY, st.sampled_from(["{}", "{}人", "{} 名", "{:,}", "{}.0", "招{}人"]))
def test_a_written_number_comes_back(number, style):
    assert count_of(style.format(number)) == Headcount(number)


@given(MANY, MANY, st.sampled_from(["-", "—", "～", "至", " - ", "到"]))
def test_a_range_is_ordered_and_counts_as_its_lower_end(one, other, dash):
    assert count_of(f"{one}{dash}{other}人") == Headcount(min(one, other), max(one, other))


@given(MANY, MANY)
def test_a_larger_range_never_counts_less(low, more):
    wider = min(low + more, MOST)
    smaller, larger = count_of(f"{low}-{wider}"), count_of(f"{wider}-{MOST}")
    assert smaller.lower <= larger.lower


@given(
    st.from_regex(r"[约招]?\d{1,4}[人名]?([-~至]\d{1,4})?[人名]?(以上|以内|左右)?", fullmatch=True)
)
def test_no_reading_exceeds_the_smallest_figure_written(text):
    count = count_of(text)
    if count:
        assert count.lower <= min(int(figure) for figure in re.findall(r"\d+", text))
