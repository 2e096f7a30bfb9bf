from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.booths import services
from jobfair.booths.models import Booth, JobType, Position
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.wording import READ_FIELDS
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import ChangedMeanwhile
from jobfair.web.domain_errors import add_to_form
from jobfair.web.form_flags import flags_in_form
from jobfair.web.forms.known import show_what_stands
from jobfair.web.forms.rep.position import PositionForm, WrittenPositionForm, values_of
from jobfair.web.forms.rep.suggestion import with_suggestions
from jobfair.web.kept_forms import form_of, is_discarded
from jobfair.web.views.rep.booth import opens_booth
from jobfair.web.views.rep.positions import opens_position
from jobfair.web.views.rep.rows import person, positions

MOST_JOB_TYPES = 200


@opens_booth
def add_position(request: HttpRequest, booth: Booth) -> HttpResponse:
    """A new position; the title and the job type are enough to keep it as a draft."""
    if is_discarded(request):
        return redirect("web:rep_add_position", booth.pk)
    form = form_of(
        request, PositionForm, may_discard=True, initial={"headcount": 1, "pay_unit": "month"}
    )
    write = partial(services.add_position, person(request), booth=booth)
    return _handled(request, booth, None, form, write)


@opens_position
def edit_position(request: HttpRequest, position: Position) -> HttpResponse:
    """A position; what is typed stays when something is wrong with it."""
    if is_discarded(request):
        return redirect("web:rep_position", position.pk)
    form = form_of(request, WrittenPositionForm, may_discard=True, initial=values_of(position))
    write = partial(_changed, request, form, position)
    return _handled(request, position.booth, position, form, write)


def _changed(
    request: HttpRequest, form: PositionForm, position: Position, **fields: Any
) -> Position:
    """The position as written; what a colleague wrote meanwhile comes beside what was typed."""
    try:
        return services.edit_position(person(request), position=position, **fields)
    except ChangedMeanwhile:
        now = positions().get(pk=position.pk)
        if show_what_stands(form, values_of(now)):
            raise
        return now  # pressed twice


def _handled(
    request: HttpRequest,
    booth: Booth,
    position: Position | None,
    form: PositionForm,
    write: Callable[..., Position],
) -> HttpResponse:
    if request.method == "POST" and request.POST.get("action") == "suggest":
        form, filled = with_suggestions(form)
        _say_suggested(request, filled)
    elif request.method == "POST" and form.is_valid():
        try:
            written = write(**form.cleaned_data)
        except (Invalid, Conflict) as refusal:
            add_to_form(form, refusal)
        else:
            return _after_saving(request, position, written)
    return _page(request, booth, position, form)


def _after_saving(
    request: HttpRequest, before: Position | None, position: Position
) -> HttpResponse:
    if before is not None and before.is_approved and not position.is_approved:
        messages.warning(
            request, _("已保存。新加的用语需要主办方再看一遍，通过前求职者看不到这个岗位。")
        )
    else:
        messages.success(request, _("已保存。"))
    if request.POST.get("action") == "submit" and _submitted(request, position):
        return redirect("web:rep_positions", position.booth_id)
    return redirect("web:rep_position", position.pk)


def _submitted(request: HttpRequest, position: Position) -> bool:
    try:
        services.submit_position(person(request), position=position)
    except (Invalid, Conflict) as refusal:
        messages.error(request, refusal.message)  # the page itself lists what is missing
        return False
    messages.success(request, _("已提交审核。"))
    return True


def _say_suggested(request: HttpRequest, filled: list[str]) -> None:
    if filled:
        messages.info(
            request, _("“一看就懂”里空着的几句，按您填的内容写了草稿。请读一遍，改顺了再保存。")
        )
    else:
        messages.info(
            request, _("没有可以代写的：空着的几句，先在上面填好工作内容、地点、时间或薪资。")
        )


def _page(
    request: HttpRequest, booth: Booth, position: Position | None, form: PositionForm
) -> HttpResponse:
    context = {
        "booth": booth,
        "position": position,
        "form": form,
        "flags": flags_in_form(form, READ_FIELDS),
        "missing": missing_for_position(position) if position else [],
        "job_types": JobType.objects.values_list("name", flat=True)[:MOST_JOB_TYPES],
    }
    return render(request, "rep/position.html", context)
