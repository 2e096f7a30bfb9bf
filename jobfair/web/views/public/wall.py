"""The wall of a fair by its secret link: on a screen in the venue, where nobody is signed in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jobfair.fairs.models import Fair
from jobfair.watch.selectors import fair_on_wall, is_over_on_wall
from jobfair.web.board_parts import framed_for, wall_of
from jobfair.web.packed import PartedResponse


def by_wall_link(view: Callable[[HttpRequest, str, Fair], HttpResponse]) -> Callable:
    """Whoever has the link; 404 for a wrong one and one that was withdrawn.

    After the fair it is 410: a screen that is open keeps the last figures, and opens no more.
    """

    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponse:
        fair = fair_on_wall(secret)
        if fair is not None:
            return view(request, secret, fair)
        if is_over_on_wall(secret):
            return render(request, "404.html", status=HTTPStatus.GONE)
        raise Http404

    guarded.rule = "has_wall_link"  # type: ignore[attr-defined]
    return guarded


@by_wall_link
def show(request: HttpRequest, secret: str, fair: Fair) -> HttpResponse:
    part_url = reverse("web:wall_part", args=[secret])
    part = wall_of(request, fair)
    return framed_for(request, fair, "organiser/wall.html", part, part_url=part_url)


@by_wall_link
def part(request: HttpRequest, secret: str, fair: Fair) -> HttpResponse:
    return PartedResponse([wall_of(request, fair)])
