"""Booths put on their places: by choosing from what is free, never by dragging."""

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair, Zone
from jobfair.fairs.services import set_landmarks
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.booths import HereForm, PlaceForm
from jobfair.web.forms.organiser.landmarks import LandmarksForm
from jobfair.web.landmark_words import all_where, way_in
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import helps_fair, places_booth

KEPT = "last_placed"
#: How long a placing that was just done can be taken back with one press, in seconds.
KEPT_FOR = 60 * 60


@places_booth
def place(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Choose a free place for one booth, or take it off the one it has."""
    form = PlaceForm(typed(request), places=services.free_places(booth.fair))
    if accepted(request, form, lambda: _put(request, booth, form.chosen)):
        words = {"name": booth.employer, "place": form.chosen}
        messages.success(request, _("%(name)s 已放在 %(place)s。") % words)
        return redirect("web:desk_booths", booth.fair.key)
    return render(
        request, "organiser/place.html", {"fair": booth.fair, "booth": booth, "form": form}
    )


@places_booth
def take_off(request: SignedInRequest, booth: Booth) -> HttpResponse:
    back = reverse("web:desk_booths", args=[booth.fair.key])
    if request.method == "POST":
        _put(request, booth, None)
        messages.success(request, _("%(name)s 已移出展位图。") % {"name": booth.employer})
        return redirect(back)
    context = {
        "fair": booth.fair,
        "question": _("把“%(name)s”移出展位图吗？") % {"name": booth.employer},
        "consequences": [
            _("它的位置 %(place)s 会空出来，可以给别的单位。") % {"place": booth.place},
            _("单位仍然参加招聘会，之后可以另选位置。"),
        ],
        "yes": _("移出"),
        "danger": True,
        "action": reverse("web:desk_take_off", args=[booth.key]),
        "back": back,
    }
    return render(request, "organiser/confirm.html", context)


@helps_fair
def place_here(request: SignedInRequest, fair: Fair, zone: UUID, number: int) -> HttpResponse:
    """Choose which waiting booth goes to one free place of the plan."""
    spot = next(
        (p for p in services.free_places(fair) if (p.zone.pk, p.number) == (zone, number)), None
    )
    if spot is None:
        raise Http404
    waiting = fair.booths.filter(zone=None).select_related("employer").order_by("employer__name")
    form = HereForm(typed(request), waiting=waiting)
    if accepted(request, form, lambda: _put(request, form.cleaned_data["booth"], spot)):
        words = {"name": form.cleaned_data["booth"].employer, "place": spot}
        messages.success(request, _("%(name)s 已放在 %(place)s。") % words)
        return redirect("web:desk_floor", fair.key)
    context = {"fair": fair, "spot": spot, "form": form, "has_waiting": waiting.exists()}
    return render(request, "organiser/place_here.html", context)


@helps_fair
def place_all(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Show what would go where, then do exactly that."""
    if request.method == "POST":
        shown = _pairs(request.POST.get("plan", ""))
        booths = services.place_all(request.user, fair=fair, expected=shown)
        kept = {"fair": fair.key, "plan": request.POST["plan"], "at": time.time()}
        request.session[KEPT] = kept
        text = ngettext("已安排 %(n)d 个展位。", "已安排 %(n)d 个展位。", len(booths))
        messages.success(request, text % {"n": len(booths)})
        return redirect("web:desk_booths", fair.key)
    plan = services.plan_places(fair)
    waiting = fair.booths.filter(zone=None).count()
    context = {
        "fair": fair,
        "plan": plan,
        "left_over": waiting - len(plan),
        "plan_text": ",".join(f"{booth.key}:{spot}" for booth, spot in plan),
    }
    return render(request, "organiser/place_all.html", context)


@require_POST
@helps_fair
def undo(request: SignedInRequest, fair: Fair) -> HttpResponse:
    request.session.pop(KEPT, None)
    standing = _pairs(request.POST.get("plan", ""))
    n = services.clear_places(request.user, fair=fair, standing=standing)
    text = ngettext("已撤销，%(n)d 个展位空了出来。", "已撤销，%(n)d 个展位空了出来。", n)
    messages.success(request, text % {"n": n})
    return redirect("web:desk_booths", fair.key)


@helps_fair
def floor(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The floor plan: each place a link, and what people look for first beside its zone."""
    form = LandmarksForm(typed(request), fair=fair) if fair.is_onsite else None
    if form and accepted(
        request,
        form,
        lambda: set_landmarks(request.user, fair=fair, plans=form.plans),
    ):
        messages.success(request, _("入口和服务台已保存。展位的顺序从入口算起。"))
        return redirect("web:desk_floor", fair.key)
    held = {
        (b.zone_id, b.number): b for b in fair.booths.exclude(zone=None).select_related("employer")
    }
    zones = list(fair.zones.all())
    way = way_in(fair, zones)
    context = {
        "fair": fair,
        "zones": [(zone, _grid(zone, held), all_where(way.beside(zone))) for zone in zones],
        "waiting": fair.booths.filter(zone=None).count(),
        "form": form,
        "way": way,
    }
    return render(request, "organiser/floor.html", context)


def last_placed(request: SignedInRequest, fair: Fair) -> str:
    """What the last placing of this fair put where, for taking it back soon; empty when nothing."""
    kept = request.session.get(KEPT) or {}
    is_fresh = time.time() - kept.get("at", 0) < KEPT_FOR
    return kept["plan"] if is_fresh and kept["fair"] == fair.key else ""


def _put(request: SignedInRequest, booth: Booth, place: services.Place | None) -> None:
    request.session.pop(KEPT, None)
    zone, number = (place.zone, place.number) if place else (None, None)
    services.place_booth(request.user, booth=booth, zone=zone, number=number)


def _grid(zone: Zone, held: dict[Any, Booth]) -> list[list[tuple[int, Booth | None]]]:
    """Rows of places, each with its number and who stands there."""
    width = zone.places_per_row
    return [
        [(n, held.get((zone.pk, n))) for n in range(row * width + 1, (row + 1) * width + 1)]
        for row in range(zone.rows)
    ]


def _pairs(text: str) -> list[tuple[UUID, str]]:
    """Booth and place as written in the form; what cannot be read is not there."""
    parts = [part.partition(":") for part in text.split(",") if part]
    try:
        return [(decode(key), spot) for key, _colon, spot in parts]
    except ValueError:
        raise Http404 from None
