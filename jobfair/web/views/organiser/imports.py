"""Spreadsheet in, spreadsheet out: upload, look, correct, apply, take back."""

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobfair.booths.imports import services
from jobfair.booths.imports.exporting import export_csv, export_xlsx
from jobfair.booths.imports.models import Import, Row, Stage
from jobfair.booths.imports.template_file import template_xlsx
from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.downloads import download
from jobfair.web.forms.organiser.imports import SKIP, TAKE, FileForm, corrections_in, rows_in
from jobfair.web.views.organiser import import_words as words
from jobfair.web.views.organiser.booth_rows import rows_of, steps_to_hall
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import helps_fair, sees_import
from jobfair.web.views.organiser.import_tabs import tab_of, tabs_of

#: Seconds a page waits for quick work, so that a small file needs no second look.
PATIENCE = 1.0
GLANCE = 0.1
RECENT = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@helps_fair
def start(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Choose a file; the template, the export and earlier imports beside it."""
    return begin(request, fair)


def begin(request: SignedInRequest, fair: Fair, booth: Booth | None = None) -> HttpResponse:
    """The first step, for a whole fair or for one booth of it."""
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    received: list[Import] = []

    def receive() -> None:
        file = form.cleaned_data["file"]
        kept = services.receive_file(
            request.user, fair=fair, upload=file, name=file.name, booth=booth
        )
        received.append(kept)

    if accepted(request, form, receive):
        return redirect("web:desk_imported", received[0].key)
    # A booth's page shows the booth's imports; the fair's page shows all.
    held = booth.imports if booth else fair.imports
    recent = held.select_related("made_by")[:RECENT]
    context = {"form": form, "recent": recent} | around(fair, booth)
    return render(request, "organiser/imports/start.html", context)


def around(fair: Fair, booth: Booth | None) -> dict[str, Any]:
    """Where an import began and where it leads: the fair's desk, or one booth of a rep's."""
    context: dict[str, Any] = {"fair": fair, "own_booth": booth, "section": "import"}
    if booth:
        start, done, label = "rep_import", "rep_positions", _("去看岗位")
        context["start_label"] = _("导入岗位")
    else:
        start, done, label = "desk_import", "desk_booths", _("去看展位和岗位")
        context["start_label"] = _("导入导出")
    key = booth.key if booth else fair.key
    return context | {
        "start_url": reverse(f"web:{start}", args=[key]),
        "template_url": reverse(f"web:{start}_template", args=[key]),
        "done_url": reverse(f"web:{done}", args=[key]),
        "done_label": label,
    }


@sees_import
def imported(request: SignedInRequest, imported: Import) -> HttpResponse:
    """The import as it stands: at work, refused, to be looked at, done, or taken back."""
    if request.method == "POST":
        return correct(request, imported)
    if request.GET.get("part") == "progress":
        return render(request, "organiser/imports/parts/progress.html", {"imported": imported})
    wait_for(imported)
    context = around(imported.fair, imported.booth)
    context |= {"imported": imported, "trouble": words.trouble_of(imported)}
    if imported.is_working:
        return render(request, "organiser/imports/working.html", context)
    if imported.stage == Stage.REFUSED:
        return render(request, "organiser/imports/refused.html", context)
    if imported.stage == Stage.APPLIED and not imported.booth:
        fair = imported.fair
        context["steps"] = steps_to_hall(request.user, fair, rows_of(fair))
    context |= preview(request, imported)
    return render(request, "organiser/imports/preview.html", context)


def wait_for(imported: Import) -> None:
    """Give quick work a moment."""
    deadline = time.monotonic() + PATIENCE
    while imported.is_working and not imported.is_stalled and time.monotonic() < deadline:
        time.sleep(GLANCE)
        imported.refresh_from_db()


def preview(request: SignedInRequest, imported: Import) -> dict[str, Any]:
    tabs = tabs_of(imported)
    tab = tab_of(tabs, request.GET.get("show", ""))
    context: dict[str, Any] = {"tabs": tabs, "tab": tab}
    if tab.key == "file":
        notes = [words.line_of(problem) for problem in imported.file_notes]
        return context | {"notes": notes, "columns": list(words.columns_of(imported))}
    page = Paginator(rows_under(imported, tab.where), tab.rows_a_page).get_page(
        request.GET.get("page")
    )
    given = typed_over(request)
    rows = [words.shown(row) for row in page]
    fields = {
        shown.row.pk: words.cell_fields(shown.row, words.wrong_fields(shown.row), given)
        for shown in rows
    }
    listed = [(shown, fields[shown.row.pk]) for shown in rows]
    return context | {"page": page, "listed": listed, "is_kept": bool(given)}


def typed_over(request: SignedInRequest) -> dict[str, str]:
    """What was typed over cells and could not be taken, by the name of its input."""
    return {name: str(text) for name, text in (typed(request) or QueryDict()).items()}


def rows_under(imported: Import, where: Q) -> QuerySet[Row]:
    return imported.rows.filter(where).select_related("position")


def correct(request: SignedInRequest, imported: Import) -> HttpResponse:
    """Keep what was typed and have it compared anew."""
    posted = typed(request)
    if posted is not None:
        services.correct_rows(
            request.user,
            imported=imported,
            corrections=corrections_in(posted),
            skipped=rows_in(posted, SKIP),
            taken=rows_in(posted, TAKE),
        )
    return redirect(request.get_full_path())


@sees_import
def row(request: SignedInRequest, imported: Import, row: UUID) -> HttpResponse:
    """All cells of one row, to be typed over."""
    one = get_object_or_404(imported.rows, pk=row)
    if request.method == "POST":
        correct(request, imported)
        messages.success(request, _("已保存，并重新核对。"))
        return redirect("web:desk_imported", imported.key)
    given = typed_over(request)
    context = around(imported.fair, imported.booth) | {
        "imported": imported,
        "shown": words.shown(one),
        "fields": words.cell_fields(one, words.all_fields(one), given),
        "is_open": imported.stage == Stage.READY,
    }
    return render(request, "organiser/imports/row.html", context)


@sees_import
@require_POST
def apply(request: SignedInRequest, imported: Import) -> HttpResponse:
    fingerprint = request.POST.get("fingerprint", "")
    services.apply_import(request.user, imported=imported, fingerprint=fingerprint)
    return redirect("web:desk_imported", imported.key)


@sees_import
def undo(request: SignedInRequest, imported: Import) -> HttpResponse:
    """Say what taking back means, then do it."""
    if request.method == "POST":
        services.undo_import(request.user, imported=imported)
        return redirect("web:desk_imported", imported.key)
    context = {
        "question": _("撤销这次导入吗？"),
        "consequences": [
            _("这次新增的岗位、展位和单位会删掉；这次修改的内容会改回原样。"),
            _("导入以后有人改过的、已经公开的，会留着，并告诉您有几个。"),
            _("撤销以后，还可以再导入同一个文件。"),
        ],
        "yes": _("撤销导入"),
        "danger": True,
    }
    return confirmation(request, imported, context, "web:desk_import_undo")


@sees_import
def drop(request: SignedInRequest, imported: Import) -> HttpResponse:
    """Give up a file that was not applied."""
    if request.method == "POST":
        start_url = around(imported.fair, imported.booth)["start_url"]
        services.drop_import(request.user, imported=imported)
        messages.success(request, _("已放弃，文件已删除。招聘会没有任何改动。"))
        return redirect(start_url)
    context = {
        "question": _("放弃这个文件吗？"),
        "consequences": [
            _("上传的文件和您在这里改过的内容会删掉。"),
            _("招聘会没有任何改动。您电脑上的文件不受影响。"),
        ],
        "yes": _("放弃"),
        "danger": True,
    }
    return confirmation(request, imported, context, "web:desk_import_drop")


def confirmation(
    request: SignedInRequest, imported: Import, context: dict[str, Any], name: str
) -> HttpResponse:
    addresses = around(imported.fair, imported.booth) | {
        "kicker": imported.file_name,
        "action": reverse(name, args=[imported.key]),
        "back": reverse("web:desk_imported", args=[imported.key]),
    }
    return render(request, "organiser/confirm.html", context | addresses)


@sees_import
@require_POST
def retry(request: SignedInRequest, imported: Import) -> HttpResponse:
    services.restart_import(request.user, imported=imported)
    return redirect("web:desk_imported", imported.key)


@helps_fair
@require_safe
def template(request: SignedInRequest, fair: Fair) -> HttpResponseBase:
    return send_template(template_xlsx(request.user, fair=fair))


def send_template(data: bytes) -> HttpResponse:
    return download(data, XLSX, _("岗位模板") + ".xlsx")


@helps_fair
@require_safe
def export_as_xlsx(request: SignedInRequest, fair: Fair) -> HttpResponseBase:
    return download(export_xlsx(request.user, fair=fair), XLSX, f"{fair.name}.xlsx")


@helps_fair
@require_safe
def export_as_csv(request: SignedInRequest, fair: Fair) -> HttpResponseBase:
    return download(
        export_csv(request.user, fair=fair), "text/csv; charset=utf-8", f"{fair.name}.csv"
    )
