"""Cells as the file stores them, in all the ways there are."""

import io
from datetime import datetime

import pytest

from jobfair.booths.sheets.grid import Cell, Kind, Merge, Sheet
from jobfair.booths.sheets.limits import LIMITS
from jobfair.booths.sheets.problems import FileRefused
from jobfair.booths.sheets.values import Meanings, number_text
from jobfair.booths.sheets.worksheet import read_worksheet

DATE_STYLE, DURATION_STYLE = 7, 8
MEANINGS = {
    "shared": ["单位名称", " 空 格 ", "'=1"],
    "dates": frozenset({DATE_STYLE, DURATION_STYLE}),
    "durations": frozenset({DURATION_STYLE}),
    "epoch": datetime(1899, 12, 30),  # noqa: DTZ001 -- a day of the calendar, nowhere
    "longest": 100,
}


def read(rows: str, after: str = "") -> Sheet:
    return read_xml(f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>")


def read_xml(xml: str) -> Sheet:
    return read_worksheet(io.BytesIO(xml.encode()), "表", Meanings(**MEANINGS), LIMITS)


@pytest.mark.parametrize(
    ("stored", "cell"),
    [
        ('<c t="s"><v>0</v></c>', Cell("单位名称")),
        ('<c t="s"><v>1</v></c>', Cell("空 格")),
        ('<c t="s"><v>2</v></c>', Cell("=1")),
        ('<c t="str"><f>A1</f><v>算好的</v></c>', Cell("算好的")),
        ('<c t="inlineStr"><is><t>直接写</t></is></c>', Cell("直接写")),
        ('<c t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c>', Cell("一二")),
        (
            '<c t="inlineStr"><is><t>厦门</t><rPh sb="0" eb="2"><t>xiamen</t></rPh></is></c>',
            Cell("厦门"),
        ),
        ('<c t="b"><v>1</v></c>', Cell("是")),
        ('<c t="b"><v>0</v></c>', Cell("否")),
        ('<c t="e"><v>#N/A</v></c>', Cell("#N/A", Kind.ERROR)),
        ('<c t="d"><v>2026-03-05T00:00:00Z</v></c>', Cell("2026-03-05", Kind.DATE)),
        ("<c><v>3</v></c>", Cell("3", Kind.NUMBER)),
        ("<c><v>3.0</v></c>", Cell("3", Kind.NUMBER)),
        ("<c><v>1.3800138E10</v></c>", Cell("13800138000", Kind.NUMBER)),
        ("<c><f>1+1</f><v>2</v></c>", Cell("2", Kind.NUMBER)),
        ("<c><f>1+1</f><v></v></c>", Cell("", Kind.UNCALCULATED)),
        ("<c><f>1+1</f></c>", Cell("", Kind.UNCALCULATED)),
        (f'<c s="{DATE_STYLE}"><v>46086</v></c>', Cell("2026-03-05", Kind.DATE)),
        (f'<c s="{DATE_STYLE}"><v>0.375</v></c>', Cell("09:00")),
        (f'<c s="{DURATION_STYLE}"><v>1.5</v></c>', Cell("36:00")),
        (f'<c s="{DATE_STYLE}"><v>9E99</v></c>', Cell("9E99", Kind.ERROR)),
    ],
)
def test_a_stored_value_is_what_a_person_sees(stored, cell):
    assert read(f'<row r="2">{stored}</row>').rows == {2: {1: cell}}


@pytest.mark.parametrize("stored", ["<c/>", "<c><v/></c>", '<c t="str"><f>""</f><v></v></c>'])
def test_a_cell_that_holds_nothing_is_no_cell(stored):
    assert read(f"<row>{stored}</row>").rows == {}


def test_places_may_be_said_or_follow_from_the_order():
    sheet = read('<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
    assert {row: list(cells) for row, cells in sheet} == {3: [3, 4], 4: [1]}


def test_merges_and_hidden_rows_are_kept():
    merges = '<mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="D5"/></mergeCells>'
    sheet = read('<row r="2" hidden="1"><c><v>1</v></c></row>', merges)
    assert sheet.merges == [Merge(2, 2, 4, 3)]
    assert sheet.hidden_rows == {2}


def test_other_programs_put_a_prefix_before_every_name():
    cell = '<x:c r="A1"><x:v>5</x:v></x:c>'
    rows = f'<x:sheetData><x:row r="1">{cell}</x:row></x:sheetData>'
    sheet = read_xml(f'<x:worksheet xmlns:x="urn:x">{rows}</x:worksheet>')
    assert sheet.rows == {1: {1: Cell("5", Kind.NUMBER)}}


def test_columns_far_to_the_right_are_passed_over():
    assert read('<row r="1"><c r="ZZ1"><v>5</v></c></row>').rows == {}


def test_a_sheet_that_breaks_off_is_refused():
    with pytest.raises(FileRefused, match="file_damaged"):
        read_worksheet(io.BytesIO(b"<worksheet><sheetData>"), "", Meanings(**MEANINGS), LIMITS)


@pytest.mark.parametrize(
    ("raw", "text"),
    [("0.1", "0.1"), ("1E3", "1000"), ("-5.50", "-5.5"), ("0.30000000000000004", "0.3")],
)
def test_numbers_are_written_as_people_type_them(raw, text):
    assert number_text(raw) == text
