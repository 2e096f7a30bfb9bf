"""The wall of a fair for whoever helps it, and the link that opens it on a screen in the venue."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jobfair.fairs.models import Fair
from jobfair.watch.selectors import wall_link_of
from jobfair.watch.services import make_wall_link, withdraw_wall_link
from jobfair.web.access import SignedInRequest
from jobfair.web.board_parts import framed_for, wall_of
from jobfair.web.packed import PartedResponse
from jobfair.web.views.organiser.doors import helps_fair, watches_fair


@watches_fair
def wall(request: SignedInRequest, fair: Fair) -> HttpResponse:
    part_url = reverse("web:desk_wall_part", args=[fair.key])
    part = wall_of(request, fair)
    return framed_for(request, fair, "organiser/wall.html", part, part_url=part_url)


@watches_fair
def wall_part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    return PartedResponse([wall_of(request, fair)])


@helps_fair
@never_cache
def wall_link(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Says what the link is for; makes one, and shows it this once."""
    address = ""
    if request.method == "POST":
        if wall_link_of(fair) and "confirmed" not in request.POST:
            return _ask_to_replace(request, fair)
        made = make_wall_link(request.user, fair=fair)
        address = f"{settings.SITE_URL}{reverse('web:wall', args=[made.secret])}"
    context = {"fair": fair, "link": wall_link_of(fair), "address": address}
    return render(request, "organiser/wall_link.html", context)


def _ask_to_replace(request: SignedInRequest, fair: Fair) -> HttpResponse:
    here = reverse("web:desk_wall_link", args=[fair.key])
    context = {
        "fair": fair,
        "question": _("换一个新的大屏链接吗？"),
        "consequences": [
            _("原来的链接马上打不开。"),
            _("已经打开的屏幕，要用新的链接再打开一次。"),
        ],
        "yes": _("换新的"),
        "danger": True,
        "action": here,
        "back": here,
    }
    return render(request, "organiser/confirm.html", context)


@helps_fair
def end_wall_link(request: SignedInRequest, fair: Fair) -> HttpResponse:
    back = reverse("web:desk_wall_link", args=[fair.key])
    if request.method == "POST":
        if withdraw_wall_link(request.user, fair=fair):
            messages.success(request, _("大屏链接已经收回，打不开了。"))
        return redirect(back)
    context = {
        "fair": fair,
        "question": _("收回大屏链接吗？"),
        "consequences": [
            _("用这个链接打开的屏幕，一会儿就看不到数了。"),
            _("以后需要时，可以再做一个新的链接。"),
        ],
        "yes": _("收回"),
        "danger": True,
        "action": reverse("web:desk_end_wall_link", args=[fair.key]),
        "back": back,
    }
    return render(request, "organiser/confirm.html", context)
