"""What people do with an import: upload, correct, apply, take back, give up."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.imports.models import Import, Row, Stage
from jobfair.booths.imports.permissions import may_see_import
from jobfair.booths.imports.tasks import run_import
from jobfair.booths.models import Booth
from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.limits import LIMITS
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.models import Fair

LONGEST_CORRECTION = LIMITS.cell_length


def receive_file(
    actor: User, *, fair: Fair, upload: IO[bytes], name: str, booth: Booth | None = None
) -> Import:
    """Keep an uploaded file and have it read. Invalid when it is empty or too large.

    With a booth, only that booth's positions are made and changed.
    """
    imported = Import(fair=fair, booth=booth, made_by=actor, file_name=plain_name(name))
    _require_importing(actor, imported)
    _refuse_over(fair)
    data = upload.read(LIMITS.file_size + 1)
    if not data:
        raise Invalid("file_empty", _("这个文件是空的。"), {"file": _("请选别的文件。")})
    if len(data) > LIMITS.file_size:
        raise Invalid(
            "file_too_big",
            _("文件超过 10 MB。"),
            {"file": _("请删去图片，或者分成几个文件上传。")},
        )
    imported.file_size = len(data)
    with transaction.atomic():
        # The stored name says nothing of the uploaded one.
        imported.file.save(f"{imported.key}.bin", ContentFile(data), save=False)
        imported.save(force_insert=True)
        _go_on(imported)
    return imported


def plain_name(name: str) -> str:
    """The last part of a path, short enough to store."""
    base = PurePath(name.replace("\\", "/")).name
    printable = "".join(character for character in base if character.isprintable())
    return printable[-200:] or "file"


@transaction.atomic
def correct_rows(
    actor: User,
    *,
    imported: Import,
    corrections: Mapping[UUID, Mapping[str, str]],
    skipped: Iterable[UUID] = (),
    taken: Iterable[UUID] = (),
) -> Import:
    """Keep what somebody typed over cells, and which rows to leave out or take again; compare anew.

    `corrections` holds the new text of fields by row.
    """
    imported = _to_change(actor, imported, Stage.READY)
    out, back = set(skipped), set(taken)
    rows = list(imported.rows.filter(pk__in={*corrections, *out, *back}))
    for row in rows:
        _correct(row, corrections.get(row.pk, {}))
        row.is_skipped = (row.is_skipped or row.pk in out) and row.pk not in back
    Row.objects.bulk_update(rows, ["corrections", "is_skipped"], batch_size=200)
    return _set_stage(imported, Stage.READING)


def _correct(row: Row, texts: Mapping[str, str]) -> None:
    for field, text in texts.items():
        if field not in FIELDS:
            raise Invalid("field_unknown", _("有不认识的列。请刷新页面再试。"))
        if text.strip() != row.text(field).strip():
            row.corrections[field] = text.strip()[:LONGEST_CORRECTION]


@transaction.atomic
def apply_import(actor: User, *, imported: Import, fingerprint: str) -> Import:
    """Have the shown plan written. Conflict when another plan is shown by now."""
    imported = _to_change(actor, imported, Stage.READY)
    if fingerprint != imported.fingerprint:
        raise Conflict("preview_outdated", _("预览已经更新。请再看一遍，然后导入。"))
    imported.applied_by = actor
    imported.save(update_fields=["applied_by"])
    return _set_stage(imported, Stage.APPLYING)


@transaction.atomic
def undo_import(actor: User, *, imported: Import) -> Import:
    """Take back what the import made and changed, as far as nobody has worked on it."""
    imported = _to_change(actor, imported, Stage.APPLIED)
    imported.undone_by = actor
    imported.save(update_fields=["undone_by"])
    return _set_stage(imported, Stage.UNDOING)


@transaction.atomic
def restart_import(actor: User, *, imported: Import) -> Import:
    """Have a step done again whose job was lost or failed."""
    _require_importing(actor, imported)
    imported = _locked(imported)
    failed = imported.stage == Stage.REFUSED and imported.trouble.get("code") == "job_failed"
    if not imported.is_stalled and not failed:
        raise Conflict("not_stalled", _("还在处理，请稍等。"))
    return _set_stage(imported, Stage.READING if failed else Stage(imported.stage))


@transaction.atomic
def drop_import(actor: User, *, imported: Import) -> None:
    """Forget a file that was not applied, and everything read from it."""
    _require_importing(actor, imported)
    imported = _locked(imported)
    if imported.applied_at is not None or imported.stage == Stage.APPLYING:
        raise Conflict(
            "import_applied", _("这次导入已经完成，不能放弃。要取消，请用“撤销这次导入”。")
        )
    forget_file(imported)
    imported.delete()


def forget_file(imported: Import) -> None:
    """Remove the uploaded file once the change is committed."""
    if imported.file.name:
        delete = partial(imported.file.storage.delete, imported.file.name)
        transaction.on_commit(delete, robust=True)
        imported.file.name = ""


def _require_importing(actor: User, imported: Import) -> None:
    if not may_see_import(actor, imported):
        raise NotAllowed("not_organiser", _("您不能导入到这里。"))


def _refuse_over(fair: Fair) -> None:
    if fair.is_over:
        raise Conflict("fair_over", _("招聘会已结束，不能再导入，也不能撤销导入。"))


def _locked(imported: Import) -> Import:
    return (
        Import.objects.select_for_update(of=("self",))
        .select_related("fair", "booth")
        .get(pk=imported.pk)
    )


def _to_change(actor: User, imported: Import, stage: Stage) -> Import:
    _require_importing(actor, imported)
    imported = _locked(imported)
    _refuse_over(imported.fair)
    if imported.stage != stage:
        raise Conflict("import_elsewhere", _("这次导入已经到了下一步。请刷新页面。"))
    return imported


def _set_stage(imported: Import, stage: Stage) -> Import:
    imported.stage = stage
    imported.done, imported.moved_at = 0, timezone.now()
    imported.save(update_fields=["stage", "done", "moved_at"])
    _go_on(imported)
    return imported


def _go_on(imported: Import) -> None:
    """Hand the next step to a worker. The job is stored with the change, or neither is."""
    run_import.enqueue(imported.key)
