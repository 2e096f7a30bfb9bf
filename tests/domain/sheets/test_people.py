"""Names, numbers and codes of the people and employers to ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.people import (
    CODE_ALPHABET,
    Contact,
    check_character,
    is_credit_code,
    read_contact,
    read_email,
    read_licence,
    read_phone,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("+86-138-0013-8000", "13800138000"),
        ("0592-5551234", "0592-5551234"),
        ("（0592）5551234转805", "0592-5551234-805"),
        ("5551234", "5551234"),
        ("400-800-1234", "400-800-1234"),
        ("13800138000/13900139000", "13800138000，13900139000"),
        ("张某 13800138000", "13800138000"),
        ("", ""),
    ],
)
def test_telephone_numbers_are_found(text, expected):
    assert read_phone(Cell(text)).value == expected


@pytest.mark.parametrize(
    ("text", "code"), [("1.38E+10", "phone_digits_lost"), ("没有", "phone_unreadable")]
)
def test_a_number_that_is_gone_is_said(text, code):
    reading = read_phone(Cell(text))
    assert (reading.value, reading.findings[0].code) == ("", code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黄某 13700137000", Contact("黄某", "13700137000")),
        ("13600136000（周某）", Contact("周某", "13600136000")),
        ("联系人：林女士，电话：0592-5551234", Contact("林女士", "0592-5551234")),
        ("陈某", Contact("陈某", "")),
        ("1.38E+10", Contact()),
    ],
)
def test_name_and_number_in_one_cell_come_apart(text, expected):
    assert read_contact(Cell(text)).value == expected


@pytest.mark.parametrize(
    ("text", "kept"), [("HR@Example.org", "hr@example.org"), ("hr#example", "")]
)
def test_addresses_are_checked(text, kept):
    assert read_email(Cell(text)).value == kept


@given(st.text(alphabet=CODE_ALPHABET, min_size=17, max_size=17))
def test_a_credit_code_is_its_own_check(first):
    code = first + check_character(first)
    assert read_licence(Cell(code.lower())).value == code
    for wrong in set(CODE_ALPHABET) - {code[17]}:
        assert not is_credit_code(first + wrong)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("9.13502E+17"), "licence_digits_lost"),
        (Cell("913502000000000000", Kind.NUMBER), "licence_digits_lost"),
        (Cell("350200100012345"), "licence_wrong"),
    ],
)
def test_a_code_that_is_not_whole_is_not_stored(cell, code):
    reading = read_licence(cell)
    assert (reading.value, reading.findings[0].code) == ("", code)


@given(st.text())
def test_no_text_crashes_a_reader(text):
    cell = Cell(text)
    assert isinstance(read_phone(cell).value, str)
    assert isinstance(read_contact(cell).value, Contact)
    assert isinstance(read_licence(cell).value, str)
    assert isinstance(read_email(cell).value, str)
