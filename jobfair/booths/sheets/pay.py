"""Pay as it is written in recruitment tables, in whole yuan.

The lowest figure named is the promise: a base wage, the lower end of a range,
the probation wage. What a reader cannot place is kept as wording, so nothing
written is lost, and nothing is guessed upwards.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.headers import Heading
from jobfair.booths.sheets.normal import folded, tidy
from jobfair.booths.sheets.numerals import CHINESE, DASH, chinese_number, without_commas
from jobfair.booths.sheets.problems import Finding
from jobfair.booths.sheets.reading import Reading, error, warning

NEGOTIABLE = re.compile(r"面议|面谈|面洽|待议|另议|详谈|协商|negotiable")
PIECEWORK = re.compile(r"计件|每件|每单|按单|按件")
UNIT_MARKS = (
    ("piece", re.compile(r"/件|每件|元/单|每单|perpiece|/piece")),
    ("year", re.compile(r"年薪|/年|每年|一年|年收入|p\.a\.|peryear|/year")),
    (
        "hour",
        re.compile(r"时薪|/(?:小时|时|钟头|h)|每小时|一小时|(?<!\d)(?<!\d个)小时工资|perhour"),
    ),
    (
        "day",
        re.compile(
            r"日薪|日结|/(?:天|日|工日)|每天(?!\d+(?:小时|个))|每日(?!\d+(?:小时|个))|一天|perday"
        ),
    ),
    ("month", re.compile(r"月薪|/月|每月|一个月|月收入|月工资|permonth|/month")),
)
# Figures that are not pay: 13薪, 8小时, 月休4天, 满3个月, 80%, 五险一金.
OTHER_FIGURES = re.compile(
    r"\d+(?:\.\d+)?薪|[年节高温餐房话交通补贴]{2,6}\d+(?:元)?(?:/[月天日])?"
    r"|\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?个?(?:小时|天|日|月|年|周|岁|班|险|金|次|倍|级|%|餐|休)|上?不封顶"
)
SCALE = {"k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "百": 100, "": 1}
AMOUNT = r"(\d+(?:\.\d+)?)(k|千|w|万|百)?(?:元|块|rmb|￥|¥)?"
SPAN = re.compile(rf"{AMOUNT}(?:/[年月日天小时]+)?{DASH}{AMOUNT}")
SINGLE = re.compile(AMOUNT)
AT_LEAST = re.compile(
    r"以上|起|\+(?!五险|六险|社保|公积金|双休|单休|包)|≥|>=|不低于|不少于|最低|保底|底薪|基本工资|至少|无责|提成|绩效|奖金|全勤|加班|补贴|计件"
)
AT_MOST = re.compile(r"以下|以内|≤|<=|不超过|最高|封顶|至多|最多|上限")
ABOUT = re.compile(r"左右|上下|约|大概")
PLAIN_WORDS = re.compile(
    r"[\d.kw千万百元块￥¥/月年天日小时件每一个薪资工待遇约左右以上下内起面议谈至到税前后综合收入:：()（）,，;；、。+≥≤-]|rmb|为|"
    + DASH
)
PLAUSIBLE = {
    "month": (500, 60_000),
    "year": (6_000, 800_000),
    "day": (30, 3_000),
    "hour": (5, 500),
    "piece": (1, 10_000),
}


@dataclass(frozen=True)
class Pay:
    """Whole yuan per `unit` (month, year, day, hour or piece). No bound and negotiable: 面议."""

    lower: int | None = None
    upper: int | None = None
    unit: str = "month"
    negotiable: bool = False
    wording: str = ""
    """What else was promised, in the words of the sheet (13薪, 加提成)."""


@dataclass(frozen=True)
class Amount:
    number: float
    scale: str

    def yuan(self, scale: str | None = None) -> float:
        return self.number * SCALE[self.scale if scale is None else scale]


def read_pay(cell: Cell, heading: Heading | None = None) -> Reading[Pay]:
    """Read one pay cell. Units in the heading (元/小时, 千元) hold unless the cell says otherwise."""
    text = compact(cell.text)
    if not text:
        return Reading(None, (warning("pay_missing"),))
    if cell.kind == Kind.DATE:
        return Reading(None, (error("pay_was_date"),))
    unit = unit_of(text) or (heading.unit if heading else "") or "month"
    scale = heading.scale if heading else 1
    negotiable = bool(NEGOTIABLE.search(text))
    lower, upper, findings = bounds(OTHER_FIGURES.sub(" ", text), scale, unit)
    if lower is None and upper is None and not negotiable:
        return Reading(
            None, (error("pay_piecework" if PIECEWORK.search(text) else "pay_unreadable"),)
        )
    pay = Pay(
        whole(lower), whole(upper), unit, negotiable, wording_of(cell.text, one_sided(lower, upper))
    )
    return checked(pay, (*findings, *rounding(lower, upper)))


def compact(text: str) -> str:
    """Without spaces and thousands commas, Chinese numbers as digits where they are amounts."""
    plain = without_commas(folded(text)).replace("每个月", "每月").replace("圆", "元")
    return CHINESE.sub(lambda match: amount_digits(match[0]), plain)


def amount_digits(text: str) -> str:
    if len(text) < 2 or text[0] in "十百千万拾佰仟萬":
        return text
    number = chinese_number(text)
    return str(number) if number is not None and number >= 100 else text


def unit_of(text: str) -> str:
    return next((unit for unit, mark in UNIT_MARKS if mark.search(text)), "")


Bounds = tuple[float | None, float | None, tuple[Finding, ...]]


def bounds(text: str, scale: int, unit: str) -> Bounds:
    span = SPAN.search(text)
    if span:
        ends = [Amount(float(span[at]), span[at + 1] or "") for at in (1, 3)]
        low, high, findings = ordered(*ends, shorthand=unit == "month")
        others = amounts_in(text[: span.start()] + " " + text[span.end() :])
        return lowest_wins(low * scaled(low, scale), high * scaled(high, scale), others, findings)
    amounts = amounts_in(text)
    if not amounts:
        return None, None, ()
    if len(amounts) > 1:
        lowest = min(amounts)
        return (
            lowest * scaled(lowest, scale),
            None,
            (warning("pay_several_figures", lower=int(lowest)),),
        )
    return one_amount(text, amounts[0] * scaled(amounts[0], scale))


def scaled(amount: float, scale: int) -> int:
    """A heading in thousands does not apply to a cell that already writes 4000."""
    return scale if amount < 1_000 else 1


def amounts_in(text: str) -> list[float]:
    return [Amount(float(number), mark).yuan() for number, mark in SINGLE.findall(text)]


def one_amount(text: str, amount: float) -> Bounds:
    if AT_MOST.search(text):
        return None, amount, (warning("pay_at_most", upper=int(amount)),)
    if AT_LEAST.search(text):
        return amount, None, ()
    if ABOUT.search(text):
        return amount, amount, (warning("pay_about", lower=int(amount)),)
    return amount, amount, ()


def ordered(
    first: Amount, second: Amount, *, shorthand: bool
) -> tuple[float, float, tuple[Finding, ...]]:
    """`4-6k`, `0.8-1.2万`, `8千-1万`: the ends borrow the scale that makes them a range.

    With `shorthand`, `3-5000` is 3000 to 5000, as people write of monthly pay.
    """
    low, high = first.yuan(), second.yuan()
    if not first.scale and second.scale and first.number <= second.number:
        low = first.yuan(second.scale)
    elif not first.scale and second.scale and first.number < SCALE[second.scale]:
        return low, high, (error("pay_range_unclear"),)
    elif first.scale and not second.scale and second.number < 1_000:
        high = second.yuan(first.scale)
    elif shorthand and not (first.scale or second.scale) and first.number < 100 < second.number:
        low = first.number * 1_000
    if low > high:
        return high, low, (warning("pay_range_reversed"),)
    return low, high, ()


def lowest_wins(
    low: float, high: float, others: list[float], findings: tuple[Finding, ...]
) -> Bounds:
    """A third figure below the range (a base wage) is the promise; above it (a bonus) it is not."""
    below = [other for other in others if 500 <= other < low]
    if below:
        return min(below), high, (*findings, warning("pay_several_figures", lower=int(min(below))))
    return low, high, findings


def whole(amount: float | None) -> int | None:
    return None if amount is None else int(round(amount, 4))


def rounding(*amounts: float | None) -> Iterator[Finding]:
    if any(amount is not None and abs(amount - round(amount)) > 1e-6 for amount in amounts):
        yield warning("pay_rounded_down")


def one_sided(lower: float | None, upper: float | None) -> bool:
    return (lower is None) != (upper is None)


def wording_of(text: str, always: bool) -> str:
    """The cell's own words when they say more than figures and units do."""
    rest = PLAIN_WORDS.sub("", NEGOTIABLE.sub("", compact(text)))
    return tidy(text) if always or rest or re.search(r"\d+薪", folded(text)) else ""


def checked(pay: Pay, findings: tuple[Finding, ...]) -> Reading[Pay]:
    if any(finding.code == "pay_range_unclear" for finding in findings):
        return Reading(None, findings)
    least, most = PLAUSIBLE[pay.unit]
    if any(bound is not None and not least <= bound <= most for bound in (pay.lower, pay.upper)):
        return Reading(None, (error("pay_implausible", least=least, most=most, unit=pay.unit),))
    return Reading(pay, findings)


def join_bounds(lower: Reading[Pay], upper: Reading[Pay]) -> Reading[Pay]:
    """One reading of two columns, lowest and highest pay."""
    findings = lower.findings + upper.findings
    if lower.failed or upper.failed:
        return Reading(None, findings)
    low, high = (reading.value or Pay() for reading in (lower, upper))
    joined = replace(
        low,
        upper=high.lower if high.lower is not None else high.upper,
        negotiable=low.negotiable or high.negotiable,
    )
    if joined.lower is not None and joined.upper is not None and joined.lower > joined.upper:
        return Reading(
            replace(joined, lower=joined.upper, upper=joined.lower),
            (*findings, warning("pay_range_reversed")),
        )
    return Reading(joined, findings)


def only_lower(reading: Reading[Pay]) -> Reading[Pay]:
    """The lowest-pay column alone: what is above it is not said."""
    pay = reading.value
    if pay is None or pay.lower is None:
        return reading
    return replace(
        reading, value=replace(pay, upper=None, wording=pay.wording or f"{pay.lower} 元起")
    )


def only_upper(reading: Reading[Pay]) -> Reading[Pay]:
    """The highest-pay column alone promises nobody a lowest."""
    pay = reading.value
    if pay is None or pay.upper is None:
        return reading
    said = replace(pay, lower=None, wording=pay.wording or f"最高 {pay.upper} 元")
    return Reading(said, (*reading.findings, warning("pay_at_most", upper=pay.upper)))
