"""Education, booth numbers, benefits, districts, and words that are held back."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths import vocabulary
from jobfair.booths.sheets.demands import CHOICES, read_choice
from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.normal import bare, folded, tidy
from jobfair.booths.sheets.numerals import chinese_number
from jobfair.booths.sheets.words import (
    DIAGNOSIS,
    EDUCATION,
    KINDS,
    PROVISIONS,
    district_of_address,
    read_benefits,
    read_booth_number,
    read_district,
    read_education,
    read_kind,
    split_diagnosis,
    split_title,
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", None),
        ("不限", ""),
        ("小学及以上", ""),
        ("初中以上", "junior"),
        ("高中或中专", "senior"),
        ("大专、本科", "college"),
        ("大学本科", "bachelor"),
        ("硕士研究生", "master"),
    ],
)
def test_the_lowest_level_accepted_is_read(text, level):
    assert read_education(Cell(text)).value == level


def test_unknown_education_keeps_nobody_out_and_is_said():
    reading = read_education(Cell("熟手"))
    assert (reading.value, reading.findings[0].code) == ("", "education_unreadable")


def test_every_word_of_the_readers_is_a_word_of_the_positions():
    assert {level for level, _words in EDUCATION} == set(vocabulary.Education.values)
    assert {word for word, _words in PROVISIONS} <= set(vocabulary.Provision.values)
    assert {kind for kind, _words in KINDS} == {"company", "public", "social", "sole"}


@pytest.mark.parametrize(
    ("word", "label"),
    [(word.value, str(word.label)) for word in vocabulary.Provision],
)
def test_the_label_of_a_provision_is_read_as_itself_alone(word, label):
    read = read_benefits(label)
    assert read.provisions == {word}
    assert read.rest == ""


@pytest.mark.parametrize(
    ("text", "provisions", "rest"),
    [
        ("五险一金", {"insurance", "housing_fund"}, ""),
        ("社保、包吃住", {"insurance", "meals", "dormitory"}, ""),
        ("五险，双休", {"insurance"}, "五险，双休"),
        ("包吃，不提供住宿", {"meals"}, "包吃，不提供住宿"),
        ("无宿舍", set(), "无宿舍"),
        ("", set(), ""),
    ],
)
def test_benefits_become_provisions_and_nothing_is_lost(text, provisions, rest):
    read = read_benefits(text)
    assert (read.provisions, read.rest) == (provisions, rest)


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("厦门市湖里区示例路", "湖里区"),
        ("福建省厦门市翔安区示例街", "翔安区"),
        ("长泰县示例镇", "长泰县"),
        ("示例工业区3号", ""),
        ("软件园区A栋", ""),
        ("", ""),
    ],
)
def test_an_address_may_begin_with_its_district(address, district):
    assert district_of_address(address) == district


def test_a_district_is_said_without_its_city():
    assert read_district("厦门市思明区") == "思明区"
    assert read_district("思明") == "思明"


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_work_demand_is_read_by_its_label(field, language):
    for choice in CHOICES[field]:
        with override(language):
            label = str(choice.label)
        assert read_choice(Cell(label), CHOICES[field]).value == choice.value


def test_an_unknown_work_demand_says_what_can_be_chosen():
    reading = read_choice(Cell("躺着"), vocabulary.Posture)
    assert reading.value == ""
    assert "以坐为主" in reading.findings[0].params["allowed"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (Cell("A-01"), "A-01"),
        (Cell("１２号"), "12"),
        (Cell("a07展位"), "A07"),
        (Cell("2026-01-02", Kind.DATE), "1-2"),
    ],
)
def test_booth_numbers(cell, number):
    assert read_booth_number(cell).value == number


def test_kinds_of_employer():
    kinds = [
        read_kind(Cell(text)).value for text in ("民营企业", "事业单位", "个体户", "协会", "?")
    ]
    assert kinds == ["company", "public", "sole", "social", ""]


@pytest.mark.parametrize(
    ("text", "shown", "held"),
    [
        ("会打字，有耐心", "会打字，有耐心", ""),
        ("普通话标准，肢体残疾三级以上优先，会打字", "普通话标准，会打字", "肢体残疾三级以上优先"),
        ("限听障。要上夜班。", "要上夜班。", "限听障。"),
        ("视力良好", "视力良好", ""),
        ("身心障碍者亦可", "身心障碍者亦可", ""),
    ],
)
def test_clauses_that_name_a_disability_are_held_back(text, shown, held):
    split = split_diagnosis(text)
    assert (split.shown, split.held_back) == (shown, held)


def test_a_title_loses_only_the_brackets():
    assert split_title("客服（肢体）").shown == "客服"
    assert split_title("仓管（夜班）").shown == "仓管（夜班）"


@given(st.text(alphabet="肢体听力视残疾三级，。、；会打字 \n", max_size=40))
def test_nothing_shown_names_a_disability_clause_that_was_found(text):
    split = split_diagnosis(text)
    if split.held_back:
        assert DIAGNOSIS.search(split.held_back)
    assert len(split.shown) + len(split.held_back) <= len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "十": 10,
        "十五": 15,
        "二十": 20,
        "一百零五": 105,
        "三千五": 3500,
        "三千五百": 3500,
        "三千零五": 3005,
        "一万二": 12_000,
        "二〇": 20,
        "三五千": None,
        "五六": None,
    }.items(),
)
def test_chinese_numbers(text, number):
    assert chinese_number(text) == number


@given(st.text())
def test_one_spelling_is_stable(text):
    assert tidy(tidy(text)) == tidy(text)
    assert folded(folded(text)) == folded(text)
    assert bare(bare(text)) == bare(text)
