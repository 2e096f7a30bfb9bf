"""Pay as it is written in recruitment tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.headers import recognise
from jobfair.booths.sheets.pay import PLAUSIBLE, Pay, join_bounds, only_lower, only_upper, read_pay

READ = {
    "4000": Pay(4000, 4000),
    "5000元/月": Pay(5000, 5000),
    "3000-5000": Pay(3000, 5000),
    "3000—5000": Pay(3000, 5000),
    "３０００－５０００": Pay(3000, 5000),
    "3,000-5,000元": Pay(3000, 5000),
    "3000至5000": Pay(3000, 5000),
    "5000-3000": Pay(3000, 5000),
    "3-5000": Pay(3000, 5000),
    "4k-6k": Pay(4000, 6000),
    "4-6K": Pay(4000, 6000),
    "4千-6千": Pay(4000, 6000),
    "0.8-1.2万": Pay(8000, 12_000),
    "8千-1万": Pay(8000, 10_000),
    "三千五": Pay(3500, 3500),
    "一万二": Pay(12_000, 12_000),
    "月薪：3500-4500": Pay(3500, 4500),
    "每天8小时 3500元/月": Pay(3500, 3500),
    "20元/小时": Pay(20, 20, "hour"),
    "时薪25": Pay(25, 25, "hour"),
    "150/天": Pay(150, 150, "day"),
    "年薪8-12万": Pay(80_000, 120_000, "year"),
    "5元/件": Pay(5, 5, "piece"),
    "面议": Pay(negotiable=True),
    "工资面谈": Pay(negotiable=True, wording=""),
    "面议（3000起）": Pay(3000, None, negotiable=True, wording="面议（3000起）"),
    "3000以上": Pay(3000, None, wording="3000以上"),
    "3000元起，上不封顶": Pay(3000, None, wording="3000元起，上不封顶"),
    "5000以下": Pay(None, 5000, wording="5000以下"),
    "4000左右": Pay(4000, 4000),
    "4000-6000·13薪": Pay(4000, 6000, wording="4000-6000·13薪"),
    "底薪3000+提成": Pay(3000, None, wording="底薪3000+提成"),
    "2500元/月+五险一金": Pay(2500, 2500, wording="2500元/月+五险一金"),
    "试用期3000，转正4000": Pay(3000, None, wording="试用期3000，转正4000"),
    "底薪2500，综合4000-6000": Pay(2500, 6000, wording="底薪2500，综合4000-6000"),
    "计件，月入3000-5000": Pay(3000, 5000, wording="计件，月入3000-5000"),
    "18.5元/小时": Pay(18, 18, "hour"),
}
REFUSED = {
    "": "pay_missing",
    "计件": "pay_piecework",
    "按最低工资标准": "pay_unreadable",
    "8-1万": "pay_range_unclear",
    "4-6": "pay_implausible",
    "10万": "pay_implausible",
    "30": "pay_implausible",
}
SAID = {
    "5000以下": "pay_at_most",
    "4000左右": "pay_about",
    "5000-3000": "pay_range_reversed",
    "试用期3000，转正4000": "pay_several_figures",
    "18.5元/小时": "pay_rounded_down",
}
YUAN = st.integers(PLAUSIBLE["month"][0], PLAUSIBLE["month"][1])


def pay_of(text: str, heading: str = "") -> Pay | None:
    return read_pay(Cell(text), recognise(heading) if heading else None).value


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_what_people_write_is_read(text, expected):
    assert pay_of(text) == expected


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_cannot_be_read_gives_its_reason(text, code):
    reading = read_pay(Cell(text))
    assert reading.value is None
    assert code in [finding.code for finding in reading.findings]


@pytest.mark.parametrize(("text", "code"), SAID.items())
def test_what_was_decided_for_the_reader_is_said(text, code):
    assert code in [finding.code for finding in read_pay(Cell(text)).findings]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("月薪（千元）", "3.5-4", Pay(3500, 4000)),
        ("月薪（千元）", "4000", Pay(4000, 4000)),
        ("薪资（万元/年）", "8-12", Pay(80_000, 120_000, "year")),
        ("工资（元/小时）", "20", Pay(20, 20, "hour")),
        ("日薪", "150", Pay(150, 150, "day")),
        ("日薪", "4000元/月", Pay(4000, 4000)),
    ],
)
def test_the_heading_says_the_unit_unless_the_cell_does(heading, text, expected):
    assert pay_of(text, heading) == expected


def test_a_range_that_excel_made_a_date_is_not_guessed():
    reading = read_pay(Cell("2026-04-06", Kind.DATE))
    assert reading.failed


def test_two_columns_are_one_range():
    joined = join_bounds(read_pay(Cell("4千")), read_pay(Cell("5千")))
    assert joined.value == Pay(4000, 5000)
    alone = only_lower(read_pay(Cell("4000")))
    assert alone.value == Pay(4000, None, wording="4000 元起")
    highest = only_upper(read_pay(Cell("5000")))
    assert highest.value == Pay(None, 5000, wording="最高 5000 元")
    assert highest.findings[0].code == "pay_at_most"
    swapped = join_bounds(read_pay(Cell("5000")), read_pay(Cell("4000")))
    assert (swapped.value.lower, swapped.value.upper) == (4000, 5000)


@given(st.text())
def test_any_text_is_read_or_refused_never_a_crash(text):
    reading = read_pay(Cell(text))
    assert reading.value is not None or reading.findings


@given(YUAN, st.sampled_from(["{}", "{}元", "{}元/月", "￥{}", "{:,}", "月薪{}元", "{}.0"]))
def test_a_written_amount_comes_back(yuan, style):
    pay = pay_of(style.format(yuan))
    assert (pay.lower, pay.upper, pay.unit) == (yuan, yuan, "month")


@given(YUAN, YUAN, st.sampled_from(["-", "—", "——", "～", "至", " – "]))
def test_a_written_range_comes_back_in_order(one, other, dash):
    pay = pay_of(f"{one}{dash}{other}元/月")
    assert (pay.lower, pay.upper) == (min(one, other), max(one, other))


@given(
    st.integers(2, 59),
    st.integers(2, 59),
    st.sampled_from(["{}k-{}k", "{}-{}k", "{}千-{}千", "{}-{}千"]),
)
def test_thousands_mean_thousands_in_every_style(one, other, style):
    low, high = sorted((one, other))
    pay = pay_of(style.format(low, high))
    assert (pay.lower, pay.upper) == (low * 1000, high * 1000)


@given(st.text(alphabet="0123456789.-~至以上下元月年天k千万面议+提成约,，()（） ", max_size=24))
def test_bounds_are_ordered_and_plausible_whatever_is_written(text):
    pay = pay_of(text)
    if pay is None:
        return
    bounds = [bound for bound in (pay.lower, pay.upper) if bound is not None]
    assert bounds == sorted(bounds)
    least, most = PLAUSIBLE[pay.unit]
    assert all(least <= bound <= most for bound in bounds)
    assert bounds or pay.negotiable
