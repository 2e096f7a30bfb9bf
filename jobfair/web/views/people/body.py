"""What a body that runs fairs says of itself, corrected by its own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jobfair.accounts.models import Organiser
from jobfair.accounts.permissions import may_organise
from jobfair.fairs.services import edit_organiser
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.forms.organiser.people import OrganiserForm
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.people.colleagues import page_of


@opens_at_desk("organiser", Organiser.objects.all, may_organise)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, organiser: Organiser) -> HttpResponse:
    """Its names, its city, and how employers reach it."""
    form = OrganiserForm(typed(request), instance=organiser)
    if accepted(
        request, form, lambda: edit_organiser(request.user, organiser=organiser, **form.change)
    ):
        messages.success(request, _("单位资料改好了。"))
        return redirect(page_of(organiser))
    context = {"form": form, "body": organiser, "back": page_of(organiser)}
    return render(request, "people/organiser.html", context)
