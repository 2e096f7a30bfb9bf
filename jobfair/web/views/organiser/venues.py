"""Places, with the facts that decide whether a person can come."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from jobfair.fairs import services
from jobfair.fairs.models import Fair, Venue
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.venues import VenueForm
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import runs_fair
from jobfair.web.views.organiser.plan_steps import BY_SLUG, url_of


@runs_fair
def add(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """A new place, chosen for this fair at once."""
    form = VenueForm(typed(request), instance=Venue(organiser=fair.organiser))
    if accepted(request, form, lambda: _add(request, fair, form)):
        messages.success(request, _("场地已添加，并选为本场招聘会的场地。"))
        return redirect(url_of(fair, BY_SLUG["place"]))
    return render(request, "organiser/venue.html", {"form": form, "fair": fair})


@runs_fair
def edit(request: SignedInRequest, fair: Fair, venue: UUID) -> HttpResponse:
    place = get_object_or_404(fair.organiser.venues, pk=venue)
    form = VenueForm(typed(request), instance=place)
    if accepted(
        request, form, lambda: services.edit_venue(request.user, venue=place, **form.change)
    ):
        messages.success(request, _("场地资料已保存。用这个场地的招聘会都会更新。"))
        return redirect(url_of(fair, BY_SLUG["place"]))
    context = {"form": form, "fair": fair, "venue": place}
    return render(request, "organiser/venue.html", context)


def _add(request: SignedInRequest, fair: Fair, form: VenueForm) -> None:
    venue = services.add_venue(request.user, organiser=fair.organiser, **form.facts)
    services.edit_fair(request.user, fair=fair, venue=venue)
