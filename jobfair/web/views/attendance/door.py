"""The door's own page: the fairs whose list this person keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair.accounts.roles import Role
from jobfair.attendance.selectors import with_door
from jobfair.web.access import SignedInRequest, for_role
from jobfair.web.views.organiser.common import page_of


@for_role(Role.DOOR, Role.ADVISER)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Open fairs first; each leads to its list, where people are admitted."""
    return render(
        request, "attendance/door.html", {"page": page_of(request, with_door(request.user))}
    )
