"""The kept positions: looked at, added to, taken from, put back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobfair.booths.models import Position
from jobfair.booths.selectors import shown
from jobfair.common.ids import decode, encode
from jobfair.web import shortlist
from jobfair.web.access import public
from jobfair.web.hall_page import PositionLine, position_lines


@dataclass(frozen=True)
class Kept:
    """One entry: a position that is still recruiting, or one that no longer is."""

    line: PositionLine
    is_public: bool


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every kept position, closed ones said as such, and the way to put the last one back."""
    ids = shortlist.kept_by(request)
    removed = _key(request.GET.get("removed", ""))
    known = shown.once_public([*ids, *([removed] if removed else [])])
    public_ids = shown.public_among(ids)
    lines = position_lines([known[pk] for pk in ids if pk in known], ids)
    context = {
        "kept": [Kept(line, line.position.pk in public_ids) for line in lines],
        "gone": sum(pk not in known for pk in ids),
        "removed": known.get(removed) if removed and removed not in ids else None,
        "undo": {"add": encode(removed), "next": request.path} if removed else {},
        "most": shortlist.MOST,
    }
    return render(request, "public/shortlist.html", context)


@public
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Keep or drop one position and return to where the person was."""
    ids = shortlist.kept_by(request)
    added, removed = (_key(request.POST.get(name, "")) for name in ("add", "remove"))
    response = HttpResponseRedirect(_way_back(request, removed))
    wanted = [pk for pk in ids if pk != removed]
    if added and added not in ids:
        wanted = _with(request, wanted, added)
    if wanted != ids:
        shortlist.keep(response, wanted, secure=request.is_secure())
    return response


def _with(request: HttpRequest, ids: list[UUID], added: UUID) -> list[UUID]:
    if len(ids) >= shortlist.MOST:
        messages.error(request, _("收藏已满 60 个。请先移出几个，再收藏新的。"))
        return ids
    position = Position.objects.public().filter(pk=added).first()
    if position is None:
        messages.error(request, _("这个岗位已经不在招聘，没有收藏。"))
        return ids
    title = position.in_language("title")
    messages.success(request, _("已收藏“%(title)s”。在“我的收藏”里能找到它。") % {"title": title})
    return [added, *ids]


def _way_back(request: HttpRequest, removed: UUID | None) -> str:
    asked = request.POST.get("next", "")
    page = reverse("web:shortlist")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        asked = page
    if removed and asked.partition("?")[0] == page:
        return f"{page}?removed={encode(removed)}"
    return asked


def _key(text: str) -> UUID | None:
    try:
        return decode(text)
    except ValueError:
        return None
