"""What background jobs do with an import. Each step may be run again after a crash."""

import logging
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from jobfair.booths.imports import applying, undoing
from jobfair.booths.imports.book import Book
from jobfair.booths.imports.models import Import, Row, Stage
from jobfair.booths.imports.plan import Plan
from jobfair.booths.imports.rows import (
    TOLD,
    as_rows_of,
    is_where_it_was,
    plan_for,
    rows_of,
    save,
    tell,
    understood,
)
from jobfair.booths.imports.sentences import TROUBLE
from jobfair.booths.sheets.extract import extract
from jobfair.booths.sheets.opening import open_workbook
from jobfair.booths.sheets.problems import FileRefused
from jobfair.common.errors import Conflict
from jobfair.fairs.services.guard import locked

logger = logging.getLogger("jobfair.imports")


def run(imported: Import) -> None:
    """Do what the stage of the import calls for. A failure is kept as a sentence for the person."""
    steps: dict[str, Callable[[Import], None]] = {
        Stage.READING: read_or_compare,
        Stage.APPLYING: apply_plan,
        Stage.UNDOING: undo,
    }
    step = steps.get(imported.stage)
    if step is None:
        return
    here = Import.objects.filter(pk=imported.pk, stage=imported.stage)
    fallen_back = fallen_back_from(Stage(imported.stage))
    try:
        step(imported)
    except FileRefused as refused:
        trouble = {"code": refused.code, "params": refused.params}
        here.update(stage=Stage.REFUSED, trouble=trouble)
    except Conflict as refused:
        here.update(stage=fallen_back, trouble={"code": refused.code})
    except Exception:
        logger.exception("import_failed import=%s stage=%s", imported.key, imported.stage)
        here.update(stage=fallen_back, trouble={"code": "job_failed"})


def fallen_back_from(stage: Stage) -> Stage:
    """Where an import stands after a step that failed: nothing of the step was written."""
    before = {Stage.APPLYING: Stage.READY, Stage.UNDOING: Stage.APPLIED}
    return before.get(stage, Stage.REFUSED)


def read_or_compare(imported: Import) -> None:
    """Read the file, or, when it has been read, compare its corrected rows afresh."""
    rows = list(imported.rows.all())
    rows = rows or read_file(imported)
    imported.total = len(rows)
    moved(imported, 0)
    records = understood(rows, lambda done: moved(imported, done))
    plan = plan_for(imported, records, Book(imported.fair))
    show(imported, rows, plan)


def read_file(imported: Import) -> list[Row]:
    """Raises FileRefused."""
    with imported.file.open("rb") as file:
        data = file.read()
    found = extract(open_workbook(data, imported.file_name))
    if imported.booth:
        as_rows_of(imported.booth, found.rows)
    imported.notes = [note.as_json() for note in found.notes]
    imported.columns = [
        [column.sheet, column.row, column.column, column.text, column.field]
        for column in found.columns
    ]
    imported.save(update_fields=["notes", "columns"])
    return rows_of(imported, found.rows)


def moved(imported: Import, done: int) -> None:
    """Show how far the work has come."""
    Import.objects.filter(pk=imported.pk, stage=imported.stage).update(
        done=done, total=imported.total, moved_at=timezone.now()
    )


def show(
    imported: Import, rows: list[Row], plan: Plan, *, trouble: dict[str, str] | None = None
) -> None:
    """Let a person decide about the plan, unless another job was quicker."""
    tell(rows, plan)
    save(imported, rows)
    with transaction.atomic():
        if is_where_it_was(imported):
            ready(imported, plan, trouble=trouble)


def ready(imported: Import, plan: Plan, *, trouble: dict[str, str] | None = None) -> None:
    imported.stage, imported.trouble = Stage.READY, trouble or {}
    imported.counts, imported.fingerprint = plan.counts, plan.fingerprint
    imported.done, imported.moved_at = imported.total, timezone.now()
    imported.save(
        update_fields=["stage", "trouble", "counts", "fingerprint", "done", "total", "moved_at"]
    )


def apply_plan(imported: Import) -> None:
    """Write what was shown, all of it or nothing; show afresh when the fair has changed."""
    rows = list(imported.rows.all())
    records = understood(rows)
    try:
        with transaction.atomic():
            refuse_over(imported)
            if not is_where_it_was(imported):
                return
            book = Book(imported.fair, locked=True)
            plan = plan_for(imported, records, book)
            if plan.fingerprint == imported.fingerprint:
                write(imported, rows, plan, book)
                return
    except IntegrityError:
        # Somebody entered the same employer or place at the same moment.
        logger.info("import_outrun import=%s", imported.key)
        plan = plan_for(imported, records, Book(imported.fair))
    show(imported, rows, plan, trouble={"code": "changed_meanwhile"})


def refuse_over(imported: Import) -> None:
    """Hold the fair; it may have closed since somebody asked for this."""
    if locked(imported.fair).is_over:
        raise Conflict("fair_over", TROUBLE["fair_over"].what)


def write(imported: Import, rows: list[Row], plan: Plan, book: Book) -> None:
    now = timezone.now()
    applying.write(plan, book, now=now)
    for row, step in zip(rows, plan.steps, strict=True):
        row.position = step.position
        if step.opens_employer and step.employer:
            row.employer, row.booth = step.employer.existing, step.employer.booth
    Row.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[name for name in TOLD if name in ("employer", "booth", "position")],
    )
    imported.stage, imported.applied_at, imported.trouble = Stage.APPLIED, now, {}
    imported.save(update_fields=["stage", "applied_at", "trouble"])


def undo(imported: Import) -> None:
    with transaction.atomic():
        refuse_over(imported)
        if not is_where_it_was(imported):
            return
        kept = undoing.take_back(imported)
        imported.stage, imported.trouble = Stage.UNDONE, {}
        imported.undone_at = timezone.now()
        imported.counts = imported.counts | kept.as_counts()
        imported.save(update_fields=["stage", "trouble", "undone_at", "counts"])
