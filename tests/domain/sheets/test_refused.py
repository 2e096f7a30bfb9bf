"""Files that cannot be read get a sentence, and cost little."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths.sheets.extract import extract
from jobfair.booths.sheets.limits import Limits
from jobfair.booths.sheets.opening import open_workbook
from jobfair.booths.sheets.problems import FileRefused
from jobfair.booths.sheets.sentences import FILES, say
from tests.factories import broken_files, workbooks

REFUSED = {
    "zip_bomb": (broken_files.zip_bomb, "file_unpacks_too_big"),
    "entity_bomb": (broken_files.entity_bomb, "file_damaged"),
    "locked": (lambda: broken_files.compound("EncryptedPackage"), "file_encrypted"),
    "old_excel": (lambda: broken_files.compound("Workbook"), "file_old_excel"),
    "old_word": (lambda: broken_files.compound("WordDocument"), "file_not_a_sheet"),
    "cut_short": (broken_files.cut_short, "file_damaged"),
    "broken_inside": (broken_files.broken_inside, "file_damaged"),
    "too_many_rows": (broken_files.too_many_rows, "file_too_many_rows"),
    "word": (lambda: broken_files.zipped(word__document_xml=b"<w/>"), "file_not_a_sheet"),
    "empty": (lambda: b"", "file_empty"),
    "only_blanks": (lambda: b" \r\n\r\n", "file_empty"),
    "pdf": (lambda: b"%PDF-1.7 ...", "file_not_a_sheet"),
    "web_page": (lambda: "<html><table><tr><td>岗位".encode(), "file_web_page"),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "file_xml"),
    "binary": (lambda: b"\x00\x01\x02" * 50, "file_not_a_sheet"),
    "unknown_letters": (lambda: b"\xff\x80\x81,\xff", "file_unknown_encoding"),
    "a_letter": (lambda: "您好，\n请查收附件。".encode(), "no_heading"),
    "no_heading": (lambda: workbooks.xlsx([["甲", "乙"], ["丙", "丁"]]), "no_heading"),
    "no_rows": (lambda: workbooks.xlsx([workbooks.PLAIN_HEADINGS]), "no_rows"),
    "empty_book": (lambda: workbooks.xlsx([]), "no_heading"),
    "too_big": (lambda: b"a" * (11 * 1024 * 1024), "file_too_big"),
}


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(make, code):
    with pytest.raises(FileRefused) as refused:
        extract(open_workbook(make(), "岗位.xlsx"))
    assert refused.value.code == code
    sentence = say(code, refused.value.params)
    assert sentence.what.endswith("。")
    assert sentence.advice.endswith("。")


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = broken_files.zip_bomb(megabytes=90)
    started = time.perf_counter()
    with pytest.raises(FileRefused):
        open_workbook(bomb, "a.xlsx")
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=3), "file_too_many_rows"),
        (Limits(cells=10), "file_too_many_cells"),
        (Limits(member_size=100), "file_unpacks_too_big"),
        (Limits(members=2), "file_unpacks_too_big"),
    ],
)
def test_limits_hold(limits, code):
    data = workbooks.plain([["甲示例厂", f"岗位{n}", 1, "", 3000, ""] for n in range(5)])
    with pytest.raises(FileRefused) as refused:
        open_workbook(data, "a.xlsx", limits=limits)
    assert refused.value.code == code


def test_a_locked_member_is_refused():
    data = bytearray(workbooks.plain())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(FileRefused) as refused:
        open_workbook(bytes(data), "a.xlsx")
    assert refused.value.code == "file_encrypted"


@given(st.binary(max_size=3000))
def test_random_bytes_never_raise_anything_else(data):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"):
        assert outcome(start + data) in FILES.keys() | {"read"}


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_workbook_with_one_byte_changed_is_read_or_refused(at, value):
    data = bytearray(PLAIN)
    data[at % len(data)] = value
    assert outcome(bytes(data)) in FILES.keys() | {"read"}


def outcome(data: bytes) -> str:
    try:
        extract(open_workbook(data, "a.xlsx"))
    except FileRefused as refused:
        return refused.code
    return "read"


PLAIN = workbooks.plain()
