"""An import in words: where a problem stands, what a fact was and becomes, what is in a row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jobfair.accounts.models import EmployerKind
from jobfair.booths.imports.models import Import, Row
from jobfair.booths.imports.sentences import ALL, say
from jobfair.booths.sheets.demands import CHOICES
from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.grid import column_letter
from jobfair.booths.sheets.problems import Level, Problem
from jobfair.booths.sheets.sentences import Sentence, said
from jobfair.booths.vocabulary import Education, Provision
from jobfair.common.review import ReviewState
from jobfair.web import formatting

#: Fields that a correction form always offers, whatever the sheet had.
ALWAYS = ("employer_name", "title", "headcount", "pay")


@dataclass(frozen=True)
class Line:
    """One problem as a person reads it."""

    place: str
    column: str
    label: str
    read: str
    what: str
    advice: str
    level: str
    field: str

    @property
    def said(self) -> str:
        """What was found and what to do, one after the other."""
        return joined(self.what, self.advice)


def joined(*sentences: str) -> str:
    """Sentences in a row: Chinese ones stand close, others a space apart."""
    return ("" if formatting.is_chinese() else " ").join(each for each in sentences if each)


@dataclass(frozen=True)
class Turn:
    """One fact before and after."""

    label: str
    old: str
    new: str


def line_of(problem: Problem) -> Line:
    sentence = say(problem)
    label = label_of(problem.field) if problem.field else ""
    return Line(
        place_of(problem),
        column_of(problem.letter),
        label,
        problem.read,
        sentence.what,
        sentence.advice,
        problem.level.value,
        problem.field,
    )


def place_of(problem: Problem) -> str:
    """Sheet, row and column in the words of a spreadsheet: `岗位汇总，第 8 行 E 列`."""
    parts = []
    if problem.row and problem.column:
        names = {"row": problem.row, "column": problem.letter}
        parts.append(_("第 %(row)d 行 %(column)s 列") % names)
    elif problem.row:
        parts.append(_("第 %(row)d 行") % {"row": problem.row})
    return pgettext("place in a sheet", "，").join(
        [*([problem.sheet] if problem.sheet else []), *parts]
    )


def column_of(letter: str) -> str:
    """`C 列`, or nothing when the sheet has no such column."""
    return _("%(column)s 列") % {"column": letter} if letter else ""


def row_place(row: Row) -> str:
    return place_of(Problem("", Level.NOTE, row.sheet, row.number))


def label_of(column: str) -> str:
    beyond_the_sheet = {"remarks": _("内部备注（不公开）"), "review_state": _("审核状态")}
    if column in beyond_the_sheet:
        return beyond_the_sheet[column]
    return str(FIELDS[column].label) if column in FIELDS else ""


def trouble_of(imported: Import) -> Sentence | None:
    """Why an import could not go on, if it could not."""
    code = imported.trouble.get("code")
    return said(ALL[code], imported.trouble.get("params", {})) if code else None


def turns_of(row: Row) -> list[Turn]:
    return [
        Turn(
            label_of(change["column"]),
            value_of(change["column"], change["old"]),
            value_of(change["column"], change["new"]),
        )
        for change in row.changes
    ]


def value_of(column: str, value: Any) -> str:
    """A fact in words; （空） where there was nothing."""
    written: dict[str, Callable[[Any], str]] = {
        "headcount": people,
        "pay": money,
        "benefits": provisions,
        "education": lambda level: str(Education(level).label),
        "employer_kind": lambda kind: str(EmployerKind(kind).label),
        "review_state": lambda state: str(ReviewState(state).label),
    }
    if column in CHOICES:
        text = str(CHOICES[column](value).label) if value else ""
    else:
        text = written.get(column, str)(value) if value or column == "education" else ""
    return text or _("（空）")


def people(count: list[Any]) -> str:
    """`3 人`, `3 到 5 人`, `至少 3 人`, `若干`."""
    low, high, is_open = count
    if high:
        return _("%(low)d 到 %(high)d 人") % {"low": low, "high": high}
    if is_open:
        return _("若干（按 1 人统计）") if low == 1 else _("至少 %(n)d 人") % {"n": low}
    return _("%(n)d 人") % {"n": low}


def money(pay: list[Any]) -> str:
    negotiable, low, high, unit = pay
    if negotiable:
        return formatting.negotiable()
    return "" if low is None else formatting.money(low, high, unit)


def provisions(words: Iterable[str]) -> str:
    return pgettext("list", "、").join(str(Provision(word).label) for word in words)


@dataclass(frozen=True)
class Shown:
    """A row as the preview lists it."""

    row: Row
    place: str
    employer: str
    title: str
    count: str
    pay: str
    lines: list[Line]
    turns: list[Turn]

    @property
    def name(self) -> str:
        """What tells this row from others, for links."""
        return " ".join(part for part in (self.employer, self.title) if part) or self.place

    @property
    def errors(self) -> list[Line]:
        return [line for line in self.lines if line.level == Level.ERROR]

    @property
    def warnings(self) -> list[Line]:
        return [line for line in self.lines if line.level == Level.WARNING]


def shown(row: Row) -> Shown:
    held = row.shown
    return Shown(
        row,
        row_place(row),
        held.get("employer", ""),
        held.get("title", ""),
        people(held["headcount"]) if held.get("headcount") else "",
        money(held["pay"]) if held.get("pay") else "",
        [line_of(problem) for problem in row.found_problems],
        turns_of(row),
    )


@dataclass(frozen=True)
class CellField:
    """One cell in a correction form."""

    name: str
    id: str
    label: str
    column: str
    text: str
    lines: list[Line]
    is_long: bool


LONG = frozenset({"duties", "requirements", "employer_intro", "remarks", "benefits"})


def cell_fields(row: Row, names: Iterable[str], typed: dict[str, str]) -> list[CellField]:
    """The cells of a row to be typed over, each with its problems; what was typed is shown again."""
    lines = [line_of(problem) for problem in row.found_problems]
    return [
        CellField(
            name=input_name(row, name),
            id=f"cell-{row.key}-{name}",
            label=label_of(name),
            column=column_of(column_letter(row.cells.get(name, {}).get("column", 0))),
            text=typed.get(input_name(row, name), row.text(name)),
            lines=[line for line in lines if line.field == name],
            is_long=name in LONG or len(row.text(name)) > 60,
        )
        for name in names
        if name in FIELDS
    ]


def input_name(row: Row, field: str) -> str:
    return f"cell.{row.key}.{field}"


def wrong_fields(row: Row) -> list[str]:
    """The fields of a row that must be mended, in the order of the columns."""
    wrong = {p.field for p in row.found_problems if p.is_error and p.field}
    return [name for name in FIELDS if name in wrong]


def all_fields(row: Row) -> list[str]:
    return [name for name in FIELDS if name in row.cells or name in ALWAYS]


def columns_of(imported: Import) -> Iterator[dict[str, Any]]:
    """How each heading of the file was taken."""
    for sheet, row, column, text, field in imported.columns:
        place = place_of(Problem("", Level.NOTE, sheet, row, column))
        yield {"place": place, "text": text, "label": label_of(field)}
