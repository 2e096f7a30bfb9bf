"""Rows of an import between the database and the reader: stored, corrected, understood, told."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from jobfair.booths.imports.book import Book
from jobfair.booths.imports.models import Import, Row, worst_of
from jobfair.booths.imports.plan import Plan, Step, make_plan
from jobfair.booths.models import Booth
from jobfair.booths.sheets.grid import Cell
from jobfair.booths.sheets.problems import Problem
from jobfair.booths.sheets.records import Record, SourceCell, SourceRow
from jobfair.booths.sheets.together import together
from jobfair.booths.sheets.understand import understand_row
from jobfair.fairs.permissions import may_run_fair

SAVED_AT_ONCE = 500
SHEET_NAME_LENGTH = 100
Progress = Callable[[int], None]


def silent(done: int) -> None:
    """Nobody is watching."""


def rows_of(imported: Import, sources: Iterable[SourceRow]) -> list[Row]:
    """Unsaved rows for what was found in the file."""
    return [
        Row(
            of=imported,
            ordinal=ordinal,
            sheet=source.sheet[:SHEET_NAME_LENGTH],
            number=source.row,
            cells={key: cell.as_json() for key, cell in source.cells.items()},
            found=[problem.as_json() for problem in source.problems],
        )
        for ordinal, source in enumerate(sources, start=1)
    ]


def source_of(row: Row) -> SourceRow:
    """The row as it was read, with what somebody typed since."""
    cells = {key: SourceCell.from_json(cell) for key, cell in row.cells.items()}
    found = [Problem.from_json(problem) for problem in row.found]
    return SourceRow(row.sheet, row.number, cells, found).corrected(row.corrections)


def understood(rows: list[Row], progress: Progress = silent) -> list[tuple[int, Record | None]]:
    """Each row's ordinal and what it says; nothing for one left out by choice."""
    kept = [row for row in rows if not row.is_skipped]
    records = dict(zip([row.ordinal for row in kept], together(read(kept, progress)), strict=True))
    return [(row.ordinal, records.get(row.ordinal)) for row in rows]


def read(rows: Iterable[Row], progress: Progress) -> Iterator[Record]:
    for number, row in enumerate(rows, start=1):
        yield understand_row(source_of(row))
        if number % SAVED_AT_ONCE == 0:
            progress(number)


def plan_for(imported: Import, records: list[tuple[int, Record | None]], book: Book) -> Plan:
    """Compare with the rights that both have: who uploaded the file, and who has it written."""
    actors = [imported.made_by, imported.applied_by or imported.made_by]
    may_change = not imported.booth and all(
        actor is not None and may_run_fair(actor, imported.fair) for actor in actors
    )
    return make_plan(records, book, may_change_employers=may_change, only=imported.booth)


def as_rows_of(booth: Booth, sources: list[SourceRow]) -> None:
    """A booth's own sheet need not name its employer: rows that do not are the booth's."""
    name = SourceCell(Cell(booth.employer.name))
    for source in sources:
        guessed = [one for one in source.problems if one.code == "employer_from_sheet"]
        if guessed or not source.text("employer_name"):
            source.cells["employer_name"] = name
            source.problems[:] = [one for one in source.problems if one not in guessed]


def tell(rows: list[Row], plan: Plan) -> None:
    """Write the plan on the rows; nothing is saved."""
    for row, step in zip(rows, plan.steps, strict=True):
        row.outcome = step.outcome
        row.problems = [problem.as_json() for problem in step.problems]
        row.worst = worst_of(step.problems)
        row.changes = [change.as_json() for change in step.all_changes]
        row.shown = shown_in(row, step)
        row.position = step.position
        employer = step.employer if step.opens_employer else None
        row.employer_outcome = employer.outcome if employer else ""
        row.booth_outcome = employer.booth_outcome if employer else ""
        row.employer = employer.existing if employer else None
        row.booth = employer.booth if employer else None


def shown_in(row: Row, step: Step) -> dict[str, Any]:
    """What a list of rows shows of one: as understood, or as it stands in the file."""
    fact, record = step.fact, step.record
    employer = record.employer.name if record and record.employer else row.text("employer_name")
    shown: dict[str, Any] = {"employer": employer}
    if fact is None:
        return shown | {"title": row.text("title") or row.text("job_type")}
    place = step.employer.place if step.employer and step.opens_employer else None
    return shown | {
        "title": fact.title,
        "headcount": [fact.headcount.lower, fact.headcount.upper, fact.headcount.open],
        "pay": [
            step.news.get(name) for name in ("pay_negotiable", "pay_min", "pay_max", "pay_unit")
        ]
        if "pay_unit" in step.news
        else [],
        "workplace": fact.workplace,
        "place": place.sign if place else "",
    }


TOLD = [
    "outcome",
    "employer_outcome",
    "booth_outcome",
    "problems",
    "worst",
    "changes",
    "shown",
    "employer",
    "booth",
    "position",
]


def is_where_it_was(imported: Import) -> bool:
    """Whether no other job has taken the import on meanwhile; its row is locked."""
    rows = Import.objects.select_for_update().filter(pk=imported.pk, stage=imported.stage)
    return rows.values_list("pk").first() is not None


def save(imported: Import, rows: list[Row]) -> None:
    """In pieces, so that no other writer waits long. One call: insert or update."""
    for start in range(0, len(rows), SAVED_AT_ONCE):
        with transaction.atomic():
            if not is_where_it_was(imported):
                return
            Row.objects.bulk_create(
                rows[start : start + SAVED_AT_ONCE],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=TOLD,
            )
