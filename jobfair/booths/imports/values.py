"""What a row says, as fields of the models, and whether that is news.

An empty cell says nothing: an import adds and changes, it never empties.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jobfair.accounts.models import Employer
from jobfair.booths.models import Position
from jobfair.booths.sheets.grid import Cell
from jobfair.booths.sheets.normal import bare, tidy
from jobfair.booths.sheets.pay import Pay
from jobfair.booths.sheets.people import read_contact, read_phone
from jobfair.booths.sheets.records import EmployerRecord, PositionRecord
from jobfair.booths.sheets.words import district_of_address, split_diagnosis
from jobfair.booths.vocabulary import PayUnit

#: Model fields that are one fact to a reader, by the column that names the fact.
TOGETHER: dict[str, tuple[str, ...]] = {
    "headcount": ("headcount", "headcount_max", "headcount_open"),
    "pay": ("pay_negotiable", "pay_min", "pay_max", "pay_unit"),
}
EMPLOYER_COLUMNS = {
    "licence_number": "licence_number",
    "kind": "employer_kind",
    "address": "employer_address",
    "intro": "employer_intro",
    "contact_name": "contact_name",
    "contact_phone": "contact_phone",
    "contact_email": "contact_email",
}
POSITION_COLUMNS = {
    "pay_note": "pay_note",
    "education": "education",
    "district": "district",
    "address": "workplace",
    "hours": "hours",
    "duties": "duties",
    "requirements": "requirements",
    "trial_period": "trial_period",
    "posture": "posture",
    "telephone": "telephone",
    "noise": "noise",
    "stairs": "stairs",
    "lifting": "lifting",
    "sight": "sight",
    "hands": "hands",
    "shift": "shift",
    "workplace": "mode",
    "easy_what": "easy_what",
    "easy_where": "easy_where",
    "easy_when": "easy_when",
    "easy_pay": "easy_pay",
    "easy_support": "easy_support",
    "source_note": "remarks",
}
#: Where a clause that the sheet holds back may already stand.
TEXTS = ("source_note", "title", "duties", "requirements", "hours", "pay_note", "address")


@dataclass(frozen=True)
class Change:
    """One fact before and after. `of` is employer, booth or position; `column` names the fact."""

    of: str
    column: str
    old: Any
    new: Any

    def as_json(self) -> dict[str, Any]:
        return {"of": self.of, "column": self.column, "old": self.old, "new": self.new}


Values = dict[str, Any]
NOTE_LENGTH = 300


def employer_values(record: EmployerRecord) -> Values:
    """Fields of an employer that the sheet says something about."""
    return {field: getattr(record, field) for field in EMPLOYER_COLUMNS if getattr(record, field)}


def employer_news(employer: Employer, values: Values) -> Values:
    """Those of `values` that differ from what is there."""
    return {
        field: value
        for field, value in values.items()
        if value not in spellings_of_employer(field, getattr(employer, field))
    }


def spellings_of_employer(field: str, held: str) -> Iterator[str]:
    """What a sheet that was written from `held` would be read as."""
    yield held
    yield split_diagnosis(tidy(held)).shown
    if field == "contact_name":
        contact = read_contact(Cell(held)).value
        yield contact.name if contact else ""
    if field == "contact_phone":
        yield read_phone(Cell(held)).value or ""


def position_values(record: PositionRecord) -> Values:
    """Fields of a position that the sheet says something about, its title and job type apart."""
    count = record.headcount
    most = count.upper if count.upper and count.upper > count.lower else None
    said = {
        "headcount": count.lower,
        "headcount_max": most,
        "headcount_open": count.open,
        **pay_values(record.pay),
        "pay_note": record.pay_note,
        "district": record.district,
        "address": record.workplace,
        "hours": record.hours,
        "duties": record.duties,
        "requirements": record.requirements,
        "source_note": record.source_note,
        **{("workplace" if key == "mode" else key): text for key, text in record.details.items()},
    }
    values = {field: value for field, value in said.items() if value != ""}
    return values if record.education is None else values | {"education": record.education}


def pay_values(pay: Pay | None) -> Values:
    """An open upper end is the lower end with a note; an open lower end promises nothing."""
    if pay is None or (pay.lower is None and not pay.negotiable):
        return {}
    if pay.lower is None:
        return {
            "pay_negotiable": True,
            "pay_min": None,
            "pay_max": None,
            "pay_unit": PayUnit.MONTH.value,
        }
    return {
        "pay_negotiable": False,
        "pay_min": pay.lower,
        "pay_max": pay.lower if pay.upper is None else pay.upper,
        "pay_unit": pay.unit,
    }


def for_a_new_one(values: Values) -> Values:
    """A new employer or position gets its district from its address when no column says it."""
    if values.get("district"):
        return values
    district = district_of_address(values.get("address", ""))
    return values | {"district": district} if district else values


def position_news(position: Position, values: Values) -> Values:
    """Those of `values` that differ from what is there; facts of several fields stay whole."""
    news: Values = {}
    for fields in TOGETHER.values():
        said = {field: values[field] for field in fields if field in values}
        if said and together_differs(position, said):
            news |= said
    for field in POSITION_COLUMNS.keys() & values.keys():
        held = getattr(position, field)
        if field == "source_note":
            values = values | {field: note_with(position, values[field])}
        if values[field] not in ("", held, split_diagnosis(tidy(held)).shown):
            news[field] = values[field]
    return news


def note_with(position: Position, said: str) -> str:
    """The internal note with the lines that the position does not hold yet; none is taken away."""
    known = "\n".join(getattr(position, field) for field in TEXTS)
    new = [line for line in said.split("\n") if line not in known]
    return "\n".join([position.source_note, *new] if position.source_note else new)[:NOTE_LENGTH]


def together_differs(position: Position, said: Values) -> bool:
    if said.get("pay_negotiable") and position.pay_negotiable:
        return False
    return any(getattr(position, field) != value for field, value in said.items())


def position_changes(position: Position, news: Values) -> list[Change]:
    """The news as a reader sees them: one change for each fact, in the order of the columns."""
    changes = []
    for column, fields in TOGETHER.items():
        if fields[0] in news:
            old = [getattr(position, field) for field in fields]
            changes.append(Change("position", column, old, [news[field] for field in fields]))
    for field, column in POSITION_COLUMNS.items():
        if field in news:
            changes.append(Change("position", column, getattr(position, field), news[field]))
    return changes


def employer_changes(employer: Employer, news: Values) -> list[Change]:
    return [
        Change("employer", column, getattr(employer, field), news[field])
        for field, column in EMPLOYER_COLUMNS.items()
        if field in news
    ]


def same_words(one: str, other: str) -> bool:
    return bare(one) == bare(other)
