"""The columns of the template and of the export: what a sheet of this house looks like.

Every one of them is read back as what was written. Sheets are always in Chinese;
they are what employers fill in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobfair.booths.models import Booth, Position
from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.vocabulary import PayUnit

Value = str | int
UNIT_WORDS = {
    PayUnit.MONTH: "月",
    PayUnit.DAY: "天",
    PayUnit.HOUR: "小时",
    PayUnit.PIECE: "件",
    PayUnit.YEAR: "年",
}


@dataclass(frozen=True)
class OutColumn:
    """One column: its field, its width in characters, and its value for a booth or a position."""

    key: str
    width: int
    value: Callable[[Any], Value]

    @property
    def heading(self) -> str:
        return str(FIELDS[self.key].label)


def headcount_text(position: Position) -> Value:
    """`3`, `3-5人`, `3人以上`, `若干`: the words that are read back as the same."""
    lower, upper = position.headcount, position.headcount_max
    if upper:
        return f"{lower}-{upper}人{'以上' if position.headcount_open else ''}"
    if position.headcount_open:
        return "若干" if lower == 1 else f"{lower}人以上"
    return lower


def pay_text(position: Position) -> str:
    """`3000-4000元/月`, `20元/小时`, `面议`, or nothing while it is not said."""
    if position.pay_negotiable:
        return "面议"
    if position.pay_min is None:
        return ""
    low, high = position.pay_min, position.pay_max
    amount = f"{low}" if high in (None, low) else f"{low}-{high}"
    return f"{amount}元/{UNIT_WORDS[PayUnit(position.pay_unit)]}"


def benefits_text(position: Position) -> str:
    return "、".join(position.provisions)


def state_text(position: Position) -> str:
    return "停止招聘" if position.closed_at else position.get_review_state_display()


def plain(name: str) -> Callable[[Any], Value]:
    return lambda thing: str(getattr(thing, name))


def chosen(name: str) -> Callable[[Any], Value]:
    """The label of a choice; nothing where nothing was chosen."""
    return lambda thing: getattr(thing, f"get_{name}_display")() if getattr(thing, name) else ""


def of_employer(name: str) -> Callable[[Booth], Value]:
    return lambda booth: str(getattr(booth.employer, name))


EMPLOYER_OUT = (
    OutColumn("employer_name", 24, of_employer("name")),
    OutColumn("licence_number", 22, of_employer("licence_number")),
    OutColumn("employer_kind", 12, lambda booth: booth.employer.get_kind_display()),
    OutColumn("employer_intro", 30, of_employer("intro")),
    OutColumn("employer_address", 24, of_employer("address")),
    OutColumn("contact_name", 12, of_employer("contact_name")),
    OutColumn("contact_phone", 18, of_employer("contact_phone")),
    OutColumn("contact_email", 20, of_employer("contact_email")),
    OutColumn("zone", 8, lambda booth: booth.zone.code if booth.zone else ""),
    OutColumn("booth_number", 8, lambda booth: str(booth.number or "")),
)
POSITION_OUT = (
    OutColumn("title", 18, plain("title")),
    OutColumn("job_type", 14, lambda position: position.job_type.name),
    OutColumn("headcount", 12, headcount_text),
    OutColumn("education", 14, lambda position: position.get_education_display()),
    OutColumn("pay", 20, pay_text),
    OutColumn("pay_note", 20, plain("pay_note")),
    OutColumn("workplace", 26, plain("address")),
    OutColumn("district", 10, plain("district")),
    OutColumn("hours", 20, plain("hours")),
    OutColumn("duties", 34, plain("duties")),
    OutColumn("requirements", 34, plain("requirements")),
    OutColumn("benefits", 26, benefits_text),
    OutColumn("trial_period", 12, plain("trial_period")),
    OutColumn("posture", 12, chosen("posture")),
    OutColumn("telephone", 14, chosen("telephone")),
    OutColumn("noise", 12, chosen("noise")),
    OutColumn("stairs", 14, chosen("stairs")),
    OutColumn("lifting", 14, chosen("lifting")),
    OutColumn("sight", 16, chosen("sight")),
    OutColumn("hands", 18, chosen("hands")),
    OutColumn("shift", 12, chosen("shift")),
    OutColumn("mode", 14, chosen("workplace")),
    OutColumn("easy_what", 24, plain("easy_what")),
    OutColumn("easy_where", 24, plain("easy_where")),
    OutColumn("easy_when", 24, plain("easy_when")),
    OutColumn("easy_pay", 24, plain("easy_pay")),
    OutColumn("easy_support", 24, plain("easy_support")),
)
STATE_OUT = OutColumn("state", 10, state_text)
