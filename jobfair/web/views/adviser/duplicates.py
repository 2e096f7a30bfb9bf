"""One human being on record twice: who may be meant, what is joined, and joining them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.attendance.models import Arrival, Registration
from jobfair.intents.permissions import may_merge
from jobfair.intents.selectors import duplicates_on_record, joined
from jobfair.oneself.services import merge_records
from jobfair.outcomes.models import FollowUp, Placement
from jobfair.web.access import SignedInRequest, opens_at_desk, signed_in

opens_duplicate = opens_at_desk(
    "duplicate", lambda: Person.objects.known().select_related("organiser", "user"), may_merge
)


@signed_in
def duplicates(request: SignedInRequest) -> HttpResponse:
    """Every pair of records that may be one person, for those who keep records."""
    bodies = _bodies(request)
    if not bodies:
        raise Http404
    return render(request, "adviser/duplicates.html", {"pairs": duplicates_on_record(bodies)})


@opens_duplicate
def merge(request: SignedInRequest, duplicate: Person, kept: UUID) -> HttpResponse:
    """Show exactly what becomes one, and join it once somebody has looked."""
    other = _other(request, duplicate, kept)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        merge_records(request.user, kept=other, duplicate=duplicate)
        messages.success(request, _("已合并。以后只有一份：%(name)s。") % {"name": other})
        return redirect("web:duplicates")
    context = {
        "duplicate": duplicate,
        "kept": other,
        "lines": joined(other, duplicate),
        "registrations": Registration.objects.standing().filter(person=duplicate).count(),
        "arrivals": Arrival.objects.filter(person=duplicate).count(),
        "follow_ups": FollowUp.objects.filter(person=duplicate, correction=None).count(),
        "placements": Placement.objects.standing().filter(person=duplicate).count(),
    }
    return render(request, "adviser/merge.html", context)


def _other(request: SignedInRequest, duplicate: Person, kept: UUID) -> Person:
    """The one to keep, where the two are offered as a pair; 404 for any other two."""
    for record, other in duplicates_on_record(_bodies(request)):
        if (record.pk, other.pk) == (duplicate.pk, kept):
            return other
    raise Http404


def _bodies(request: SignedInRequest) -> set[UUID]:
    """The bodies whose records this person keeps."""
    roles = roles_of(request.user)
    return roles.bodies(Role.ADVISER) | roles.bodies(Role.ORGANISER)
