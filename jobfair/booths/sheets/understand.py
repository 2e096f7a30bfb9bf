"""From a source row to a typed record."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from jobfair.booths.sheets.demands import CHOICES, EASY_READ, read_choice
from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.headcount import Headcount, read_headcount
from jobfair.booths.sheets.normal import bare, folded
from jobfair.booths.sheets.pay import UNIT_MARKS, Pay, join_bounds, only_lower, only_upper, read_pay
from jobfair.booths.sheets.people import Contact, read_contact, read_email, read_licence, read_phone
from jobfair.booths.sheets.problems import Finding, Level, Problem
from jobfair.booths.sheets.reading import Reading, error, warning
from jobfair.booths.sheets.records import (
    EmployerRecord,
    PositionRecord,
    Record,
    SourceCell,
    SourceRow,
)
from jobfair.booths.sheets.words import (
    DIAGNOSIS,
    is_blank,
    read_benefits,
    read_booth_number,
    read_district,
    read_education,
    read_kind,
    split_diagnosis,
    split_title,
)

T = TypeVar("T")
NAME_LENGTH = 120
TITLE_LENGTH = 80
JOB_TYPE_LENGTH = 60
LINE_LENGTH = 200
NOTE_LENGTH = 120
SOURCE_NOTE_LENGTH = 300
TRIAL_LENGTH = 80
DISTRICT_LENGTH = 40
TEXT_LENGTHS = {"duties": 2_000, "requirements": 1_000, "employer_intro": 2_000}
POSITION_FIELDS = frozenset(
    {
        "title",
        "job_type",
        "headcount",
        "education",
        "pay",
        "pay_min",
        "pay_max",
        "workplace",
        "duties",
        "requirements",
        "hours",
    }
)
NOT_WORK_DEMANDS = ("disability_text", "age_text", "gender_text")
NO_DEMAND = frozenset({"不限", "无", "均可", "无要求", "不要求", "男女不限", "不限制", "无限制"})
BROKEN = {Kind.ERROR: "cell_error", Kind.UNCALCULATED: "cell_uncalculated"}
NOTHING = Cell("")
UNIT_WORDS = {"月": "month", "日": "day", "天": "day", "时": "hour", "年": "year"}


def understand_row(row: SourceRow) -> Record:
    """What one row says by itself."""
    return RowReader(row).record()


def stands_for(earlier: Problem, finding: Finding) -> bool:
    """One cell is not complained of twice."""
    return earlier.is_error or (
        earlier.code in BROKEN.values() and finding.code.endswith("_missing")
    )


class RowReader:
    """Reads the cells of one row; every finding gets its place."""

    def __init__(self, row: SourceRow) -> None:
        self.row = row
        self.problems = list(row.problems)
        self.held_back: list[str] = []

    def record(self) -> Record:
        employer = self.employer()
        position = self.position() if self.row.says(*POSITION_FIELDS) else None
        problems = sorted(self.problems, key=lambda one: (not one.is_error, one.column))
        return Record(self.row.sheet, self.row.row, employer, position, tuple(problems))

    # One cell

    def cell(self, key: str) -> Cell:
        source = self.row.cells.get(key)
        if source is None:
            return NOTHING
        broken = BROKEN.get(source.cell.kind)
        if not broken:
            return source.cell
        must_be_there = key in ("employer_name", "title", "headcount")
        self.say(key, Finding(broken, Level.ERROR if must_be_there else Level.WARNING))
        return NOTHING

    def read(self, key: str, reader: Callable[[Cell], Reading[T]], *, empty: T) -> T:
        reading = reader(self.cell(key))
        for finding in reading.findings:
            self.say(key, finding)
        return empty if reading.value is None else reading.value

    def say(self, key: str, finding: Finding) -> None:
        source = self.row.cells.get(key, SourceCell(Cell("")))
        if any(one.field == key and stands_for(one, finding) for one in self.problems):
            return
        place = (self.row.sheet, self.row.row, source.column, key, source.cell.text[:200])
        self.problems.append(Problem(finding.code, finding.level, *place, finding.params))

    def line(self, key: str, limit: int = LINE_LENGTH) -> str:
        return " ".join(self.text(key, limit).split("\n"))

    def text(self, key: str, limit: int) -> str:
        text = self.cell(key).text
        if not text or is_blank(text):
            return ""
        if len(text) > limit:
            self.say(key, warning("text_long", limit=limit))
        return text[:limit]

    def public_text(self, key: str, limit: int) -> str:
        """Text that may be shown to everybody: clauses that name a disability are held back."""
        text = self.text(key, limit)
        if not text:
            return ""
        split = split_diagnosis(text)
        if split.held_back:
            self.say(key, warning("diagnosis_held_back"))
            self.held_back.append(split.held_back)
        return split.shown

    def public_line(self, key: str, limit: int) -> str:
        return " ".join(self.public_text(key, limit).split("\n"))

    # The employer

    def employer(self) -> EmployerRecord | None:
        name = self.line("employer_name", limit=400)
        if not bare(name):
            self.say("employer_name", error("employer_missing"))
            return None
        if len(name) > NAME_LENGTH:
            self.say("employer_name", error("employer_name_long", limit=NAME_LENGTH))
        contact = self.contact()
        return EmployerRecord(
            name=name[:NAME_LENGTH],
            licence_number=self.read("licence_number", read_licence, empty=""),
            kind=self.read("employer_kind", read_kind, empty=""),
            address=self.line("employer_address"),
            intro=self.public_text("employer_intro", TEXT_LENGTHS["employer_intro"]),
            contact_name=contact.name,
            contact_phone=contact.phone,
            contact_email=self.read("contact_email", read_email, empty=""),
            booth_number=self.read("booth_number", read_booth_number, empty=""),
            zone=self.line("zone"),
        )

    def contact(self) -> Contact:
        both = self.read("contact_both", read_contact, empty=Contact())
        named = self.read("contact_name", read_contact, empty=Contact())
        beside = read_contact(self.cell("contact_phone")).value or Contact()
        phone = (
            named.phone
            if self.row.text("contact_phone") == ""
            else self.read("contact_phone", read_phone, empty="")
        )
        return Contact(both.name or named.name or beside.name, both.phone or phone or named.phone)

    # The position

    def position(self) -> PositionRecord | None:
        title = self.title()
        headcount = self.headcount()
        pay = self.pay()
        benefits = read_benefits(self.public_line("benefits", TEXT_LENGTHS["requirements"]))
        workplace = self.public_line("workplace", LINE_LENGTH)
        facts = {
            "job_type": self.job_type(),
            "pay_note": self.pay_note(pay, benefits.rest),
            "district": read_district(self.line("district", DISTRICT_LENGTH)),
            "duties": self.public_text("duties", TEXT_LENGTHS["duties"]),
            "requirements": self.public_text("requirements", TEXT_LENGTHS["requirements"]),
            "hours": self.public_line("hours", LINE_LENGTH),
        }
        education = self.read("education", read_education, empty=None)
        details = self.details()
        note = self.source_note()
        if not title or headcount is None:
            return None
        return PositionRecord(
            title,
            headcount=headcount,
            pay=pay,
            workplace=workplace,
            education=education,
            provisions=benefits.provisions,
            details=details,
            source_note=note,
            **facts,
        )

    def details(self) -> dict[str, str]:
        chosen = {
            key: self.read(key, partial(read_choice, choices=choices), empty="")
            for key, choices in CHOICES.items()
            if key in self.row.cells
        }
        lines = {key: self.public_line(key, NOTE_LENGTH) for key in EASY_READ}
        lines["trial_period"] = self.public_line("trial_period", TRIAL_LENGTH)
        return {key: value for key, value in (chosen | lines).items() if value}

    def pay_note(self, pay: Pay | None, benefits: str) -> str:
        """What the sheet promises beyond figures: its own column, the pay cell's words, other benefits."""
        said = [self.public_line("pay_note", LINE_LENGTH), pay.wording if pay else "", benefits]
        note = "；".join(dict.fromkeys(part for part in said if part))
        if len(note) > NOTE_LENGTH:
            self.say("benefits" if benefits else "pay", warning("text_long", limit=NOTE_LENGTH))
        return note[:NOTE_LENGTH]

    def title(self) -> str:
        text = self.line("title", limit=400) or self.line("job_type", limit=400)
        key = "title" if self.row.text("title") else "job_type"
        split = split_title(text)
        if not bare(split.shown):
            self.say("title", error("title_missing"))
        elif DIAGNOSIS.search(split.shown):
            self.say(key, error("title_diagnosis"))
        elif len(split.shown) > TITLE_LENGTH:
            self.say(key, error("title_long", limit=TITLE_LENGTH))
        elif split.held_back:
            self.say(key, warning("diagnosis_held_back"))
            self.held_back.append(split.held_back)
        return split.shown[:TITLE_LENGTH]

    def job_type(self) -> str:
        split = split_title(self.line("job_type", JOB_TYPE_LENGTH))
        return "" if DIAGNOSIS.search(split.shown) else split.shown

    def headcount(self) -> Headcount | None:
        reading = read_headcount(self.cell("headcount"))
        for finding in reading.findings:
            self.say("headcount", finding)
        return reading.value

    def pay(self) -> Pay | None:
        heading = self.row.cells.get("pay", SourceCell(Cell(""))).heading
        key = "pay"
        if self.row.says("pay_min", "pay_max") and not self.row.says("pay"):
            key, reading = "pay_min", self.pay_of_two_columns()
        else:
            reading = read_pay(self.cell("pay"), heading)
        for finding in reading.findings:
            self.say(key, finding)
        return self.public_pay(self.with_unit(reading.value)) if reading.value else None

    def pay_of_two_columns(self) -> Reading[Pay]:
        low, high = (
            self.row.cells.get(key, SourceCell(Cell(""))) for key in ("pay_min", "pay_max")
        )
        readings = [
            read_pay(source.cell, source.heading) for source in (low, high) if source.cell.text
        ]
        if len(readings) == 2:
            return join_bounds(*readings)
        return only_lower(readings[0]) if low.cell.text else only_upper(readings[0])

    def with_unit(self, pay: Pay) -> Pay:
        text = folded(self.cell("pay_unit").text)
        if not text:
            return pay
        unit = next((unit for unit, mark in UNIT_MARKS if mark.search(text)), "")
        unit = unit or next((unit for word, unit in UNIT_WORDS.items() if word in text), "")
        if not unit:
            self.say("pay_unit", warning("pay_unit_unreadable"))
        return replace(pay, unit=unit or pay.unit)

    def public_pay(self, pay: Pay) -> Pay:
        split = split_diagnosis(pay.wording)
        self.held_back += [split.held_back] if split.held_back else []
        return replace(pay, wording=split.shown)

    def source_note(self) -> str:
        """Everything that is kept but not shown: kinds of disability, age, sex, remarks."""
        parts = []
        for key in NOT_WORK_DEMANDS:
            text = self.line(key)
            if text and folded(text) not in NO_DEMAND:
                self.say(key, warning(key))
                parts.append(text)
        remarks = self.text("remarks", SOURCE_NOTE_LENGTH)
        if DIAGNOSIS.search(remarks):
            self.say("remarks", warning("diagnosis_held_back"))
        return "\n".join(dict.fromkeys([*parts, *([remarks] if remarks else []), *self.held_back]))[
            :SOURCE_NOTE_LENGTH
        ]
