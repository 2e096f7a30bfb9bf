"""The main navigation alone, for a page that fetches it again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobfair.web.access import SignedInRequest, signed_in
from jobfair.web.navigation import listening


@signed_in
@never_cache
@require_safe
def part(request: SignedInRequest) -> HttpResponse:
    """With `?at=`, the address of the page it stands on: that is marked."""
    nav = listening(request, request.GET.get("at", "/"))
    return render(request, "components/navigation.html", {"nav": nav})
