"""The page for the time in which nobody can be let in safely."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unavailable(request: HttpRequest, why: str) -> HttpResponse:
    """`why` is `mail` (nothing can be sent) or `counters` (tries cannot be counted)."""
    return render(request, "account/unavailable.html", {"why": why}, status=503)
