from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobfair.booths import services
from jobfair.booths.models import Booth, Position
from jobfair.booths.permissions import may_edit_position
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.wording import flags_of
from jobfair.common.readiness import Missing
from jobfair.common.review import ReviewState
from jobfair.common.wording import Flag
from jobfair.web.access import opens_at_desk
from jobfair.web.views.rep.booth import opens_booth
from jobfair.web.views.rep.rows import person
from jobfair.web.views.rep.rows import positions as rows

opens_position = opens_at_desk("position", rows, may_edit_position)


@dataclass(frozen=True)
class PositionRow:
    """A position in the list, with what is missing and what is flagged."""

    position: Position
    missing: list[Missing]
    flags: list[Flag]

    @property
    def is_to_submit(self) -> bool:
        return self.position.review_state in (ReviewState.DRAFT, ReviewState.RETURNED)

    @property
    def is_ready(self) -> bool:
        return self.is_to_submit and not self.missing


@opens_booth
def positions(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Every position of the booth, its state in words and what is missing."""
    listed = [
        PositionRow(position, missing_for_position(position), flags_of(position))
        for position in booth.positions.select_related("job_type")
    ]
    ready = sum(row.is_ready for row in listed)
    context = {"booth": booth, "rows": listed, "ready": ready}
    return render(request, "rep/positions.html", context)


@require_POST
@opens_booth
def submit_all(request: HttpRequest, booth: Booth) -> HttpResponse:
    number = len(services.submit_complete_positions(person(request), booth=booth))
    said = ngettext("%(n)d 个岗位已提交审核。", "%(n)d 个岗位已提交审核。", number)
    messages.success(request, said % {"n": number})
    return redirect("web:rep_positions", booth.pk)


@require_POST
@opens_position
def submit_position(request: HttpRequest, position: Position) -> HttpResponse:
    services.submit_position(person(request), position=position)
    messages.success(request, _("“%(title)s”已提交审核。") % {"title": position.title})
    return redirect("web:rep_positions", position.booth_id)


@require_POST
@opens_position
def move_position(request: HttpRequest, position: Position) -> HttpResponse:
    places = -1 if request.POST.get("to") == "up" else 1
    services.move_position(person(request), position=position, places=places)
    address = reverse("web:rep_positions", args=[position.booth_id])
    return redirect(f"{address}#position-{position.key}")


@require_POST
@opens_position
def duplicate_position(request: HttpRequest, position: Position) -> HttpResponse:
    copy = services.duplicate_position(person(request), position=position)
    messages.success(request, _("复制好了。改成新岗位的内容，再保存。"))
    return redirect("web:rep_position", copy.pk)


@opens_position
def close_position(request: HttpRequest, position: Position) -> HttpResponse:
    """Ask, then stop recruiting."""
    if request.method != "POST":
        lines = [_("求职者看不到这个岗位了。"), _("内容留着，可以重新招聘。")]
        context = {"position": position, "consequences": lines}
        return render(request, "rep/close_position.html", context)
    services.close_position(person(request), position=position)
    messages.success(request, _("“%(title)s”已停止招聘。") % {"title": position.title})
    return redirect("web:rep_positions", position.booth_id)


@require_POST
@opens_position
def reopen_position(request: HttpRequest, position: Position) -> HttpResponse:
    services.reopen_position(person(request), position=position)
    messages.success(request, _("“%(title)s”重新开始招聘。") % {"title": position.title})
    return redirect("web:rep_positions", position.booth_id)


@opens_position
def remove_position(request: HttpRequest, position: Position) -> HttpResponse:
    """Ask, then remove one that was never public."""
    if request.method != "POST":
        lines = [_("填过的内容会删掉，不能找回。")]
        context = {"position": position, "consequences": lines}
        return render(request, "rep/remove_position.html", context)
    services.remove_position(person(request), position=position)
    messages.success(request, _("“%(title)s”已移除。") % {"title": position.title})
    return redirect("web:rep_positions", position.booth_id)
