"""Imports in tests: a file put in, the background jobs done."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django_tasks_db.models import DBTaskResult

from jobfair.accounts.models import User
from jobfair.booths.imports import services
from jobfair.booths.imports.models import Import
from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair
from tests.factories import workbooks

HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资", "工作地点", "展位号"]


def do_jobs() -> int:
    """Do the background jobs that are ready, as a worker would; return how many."""
    done = 0
    while job := DBTaskResult.objects.ready().first():
        job.claim("test")
        result = job.task_result
        job.set_successful(job.task.call(*result.args, **result.kwargs))
        done += 1
    return done


def receive(
    actor: User, fair: Fair, data: bytes, name: str = "岗位.xlsx", booth: Booth | None = None
) -> Import:
    """Upload and read; the import as it stands then."""
    imported = services.receive_file(actor, fair=fair, upload=BytesIO(data), name=name, booth=booth)
    do_jobs()
    return fresh(imported)


def receive_rows(
    actor: User, fair: Fair, rows: Iterable[Iterable[Any]], headings: list[str] = HEADINGS
) -> Import:
    return receive(actor, fair, workbooks.xlsx([headings, *rows]))


def apply(actor: User, imported: Import) -> Import:
    services.apply_import(actor, imported=imported, fingerprint=imported.fingerprint)
    do_jobs()
    return fresh(imported)


def undo(actor: User, imported: Import) -> Import:
    services.undo_import(actor, imported=imported)
    do_jobs()
    return fresh(imported)


def fresh(imported: Import) -> Import:
    return Import.objects.select_related("fair", "made_by").get(pk=imported.pk)
