"""Whole workbooks, each dirty in its own way: what is read, what is said."""

from jobfair.booths.sheets.extract import Extract, extract
from jobfair.booths.sheets.headcount import Headcount
from jobfair.booths.sheets.opening import open_workbook
from jobfair.booths.sheets.pay import Pay
from jobfair.booths.sheets.records import Record
from jobfair.booths.sheets.together import understand
from jobfair.booths.sheets.words import district_of_address
from tests.factories import workbooks


def read(data: bytes, name: str = "岗位.xlsx") -> tuple[Extract, dict[int, Record]]:
    found = extract(open_workbook(data, name))
    return found, {record.row: record for record in understand(found.rows)}


def codes(record: Record) -> set[str]:
    return {problem.code for problem in record.problems}


def places(record: Record) -> set[tuple[str, str]]:
    return {(problem.code, f"{problem.letter}{problem.row}") for problem in record.problems}


def fields(found: Extract) -> list[str]:
    return [column.field for column in found.columns]


def test_a_federation_summary():
    found, records = read(workbooks.federation_summary())
    assert fields(found)[:8] == (
        "serial employer_name licence_number title headcount education pay_min pay_max".split()
    )
    first, second, third = records[6], records[7], records[8]
    assert first.position.headcount == Headcount(3, 5)
    assert first.position.pay == Pay(3000, 4500)
    assert first.employer.contact_phone == "13800138000"
    assert second.employer.name == "海沧示例包装有限公司"
    assert second.position.headcount == Headcount(1, open=True)
    assert second.position.pay == Pay(4000, 5000)
    assert third.position.headcount == Headcount(3, 5)
    assert third.position.pay == Pay(negotiable=True)
    assert third.employer.contact_phone == "0592-6081234"
    assert ("headcount_was_date", "E8") in places(third)
    assert ("disability_text", "K6") in places(first)
    assert "肢体四级" in first.position.source_note
    total = next(note for note in found.notes if note.code == "total_differs")
    assert dict(total.params) == {"stated": 10, "counted": 7}


def test_a_sheet_for_each_employer():
    found, records = read(workbooks.sheet_per_employer())
    names = {(record.sheet, record.employer.name) for record in understand(found.rows)}
    assert names == {("第一家", "同安示例家政服务中心"), ("翔安示例制衣厂", "翔安示例制衣厂")}
    assert records[4].employer.contact_phone == "0592-7012345"
    assert records[4].position.pay == Pay(20, 20, "hour")
    assert codes(records[2]) == {"employer_from_sheet"}
    assert {note.code for note in found.notes} == {"hidden_sheet", "sheet_explains"}


def test_employers_stacked_on_one_sheet():
    _found, records = read(workbooks.stacked_employers())
    assert {row: record.employer.name for row, record in records.items()} == {
        3: "筼筜示例酒店",
        4: "筼筜示例酒店",
        8: "五缘示例超市",
        11: "员当示例书店",
    }
    assert records[3].position.headcount == Headcount(4)
    assert records[11].position.pay == Pay(3500, 4000)
    assert records[11].position.hours == "10:00-18:00"


def test_page_breaks_dittos_and_repeats():
    found, records = read(workbooks.page_breaks_and_dittos())
    assert records[3].employer.name == "杏林示例电子厂"
    assert records[3].position.workplace == "集美区杏林示例街2号"
    assert codes(records[7]) == {"row_repeated"}
    assert records[7].position is None
    assert codes(records[8]) == {"row_conflicts"}
    assert not records[8].usable
    assert not [note for note in found.notes if note.code == "total_differs"]
    assert (
        sum(r.position.headcount.lower for r in records.values() if r.position and r.usable) == 17
    )


def test_an_old_text_file():
    _found, records = read(workbooks.gb18030_semicolons(), "岗位.csv")
    assert records[2].position.pay == Pay(3200, 3800)
    assert records[2].position.requirements == "手工活；坐着做\n可以带家属"
    assert records[3].employer.name == "仙岳示例印刷厂"
    assert codes(records[3]) == {"employer_filled_down"}
    assert records[5].employer.name == "𠮷利示例面馆"


def test_unicode_text_with_ruined_numbers():
    found, records = read(workbooks.excel_unicode_text())
    assert codes(records[2]) == {"phone_digits_lost", "licence_digits_lost"}
    assert records[2].employer.contact_name == ""
    assert records[2].usable
    assert [note.code for note in found.notes] == ["file_other_ending"]


def test_text_with_a_mark_and_a_banner():
    found, records = read(workbooks.bom_and_banner(), "统计.CSV")
    assert list(records) == [4]
    assert records[4].employer.contact_phone == "13900139000，0592-2012345"
    assert [note.code for note in found.notes] == ["notes_skipped"]


def test_formulas_nobody_calculated():
    _found, records = read(workbooks.formulas())
    assert ("cell_uncalculated", "C2") in places(records[2])
    assert ("cell_uncalculated", "E2") in places(records[2])
    assert places(records[3]) == {("cell_error", "E3")}
    assert places(records[4]) == {("cell_uncalculated", "A4")}
    assert [records[row].usable for row in (2, 3, 4)] == [False, True, False]


def test_one_number_over_three_positions_is_not_multiplied():
    _found, records = read(workbooks.shared_headcount())
    assert places(records[2]) == {("headcount_merged_first", "C2")}
    assert [records[row].usable for row in (2, 3, 4)] == [True, False, False]
    assert records[3].employer.name == "湖里示例物流园"


def test_kinds_of_disability_are_held_back_everywhere():
    _found, records = read(workbooks.diagnosis_everywhere())
    first = records[2].position
    assert first.title == "客服"
    assert first.requirements == "普通话标准，会打字"
    for kept in ("肢体、听力", "女", "18-35岁", "限肢体四级", "肢体残疾三级以上优先"):
        assert kept in first.source_note
    assert ("title_diagnosis", "B3") in places(records[3])
    assert not records[3].usable


def test_formatting_far_away_and_wrong_dimensions():
    _found, records = read(workbooks.wide_and_long())
    assert list(records) == [2]
    assert records[2].position.headcount == Headcount(2)


def test_styles_that_other_programs_write():
    _found, records = read(workbooks.odd_styles())
    assert records[2].position.pay == Pay(3500, 4200)


def test_benefits_booths_and_contacts_in_prose():
    _found, records = read(workbooks.benefits_and_booths())
    assert records[2].position.provisions == {"insurance", "housing_fund", "shuttle"}
    assert records[2].position.pay_note == "五险一金、双休、免费班车"
    assert district_of_address(records[2].position.workplace) == "湖里区"
    assert records[2].employer.contact_name == "黄某"
    assert records[3].employer.booth_number == "1-2"
    assert records[3].position.provisions == {"meals", "dormitory"}
    assert records[4].position.headcount == Headcount(1, 10)


def test_a_table_where_no_row_can_be_used():
    _found, records = read(workbooks.every_row_broken())
    assert not any(record.usable for record in records.values())
    assert [codes(record) for record in records.values()] == [
        {"employer_missing"},
        {"title_missing"},
        {"headcount_unreadable"},
        {"headcount_zero"},
        {"pay_unreadable"},
        {"pay_implausible"},
    ]


def test_two_row_headings_without_merges():
    rows = [
        ["单位名称", "岗位名称", "薪资", "", "联系方式", "", "招聘人数"],
        ["", "", "最低", "最高", "联系人", "电话", ""],
        ["前埔示例食堂", "帮厨", "3000", "3500", "林某", "13800138000", "2"],
    ]
    found, records = read(workbooks.text_file(rows), "a.csv")
    assert fields(found) == (
        "employer_name title pay_min pay_max contact_name contact_phone headcount".split()
    )
    assert records[3].position.pay == Pay(3000, 3500)


def test_contradictions_about_an_employer_are_said_once_each():
    headings = ["单位名称", "岗位名称", "招聘人数", "联系电话"]
    rows = [
        ["甲示例厂", "车工", 1, "13800138000"],
        ["甲示例厂", "钳工", 1, "13800138000"],
        ["甲 示例厂", "焊工", 1, "13900139000"],
    ]
    _found, records = read(workbooks.xlsx([headings, *rows]))
    conflicts = [p for r in records.values() for p in r.problems if p.code == "employer_conflict"]
    assert [(p.row, p.params["other"], p.field) for p in conflicts] == [(4, 2, "contact_phone")]


def test_hidden_rows_are_read_and_said():
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbooks.plain()))
    book.active.row_dimensions[2].hidden = True
    found, records = read(workbooks.saved(book))
    assert 2 in records
    assert [note.code for note in found.notes] == ["hidden_rows"]


def test_an_employer_may_be_called_like_a_total():
    rows = [["总计示例会计所", "会计", 1], ["合计：", "", 1], ["小计 1人", "", ""]]
    found, records = read(workbooks.xlsx([["单位名称", "岗位名称", "招聘人数"], *rows]))
    assert list(records) == [2]
    assert not found.notes
