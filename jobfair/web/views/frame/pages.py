"""Pages that say how the site works: help and the accessibility statement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair.web.access import public


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to do what people come to do, and whom to ask."""
    return render(request, "pages/help.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, how, and what is known not to work."""
    return render(request, "pages/accessibility.html")
