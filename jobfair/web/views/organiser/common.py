"""Small things that every page of the desk needs."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import QueryDict

from jobfair.accounts.models import Organiser
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair, FairQuerySet
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.known import is_written
from jobfair.web.forms.organiser.base import StandingForm
from jobfair.web.kept_forms import forget, is_discarded, kept

PAGE = 50


def organisers_of(request: SignedInRequest) -> QuerySet[Organiser]:
    """The bodies this person organises for."""
    return Organiser.objects.filter(pk__in=roles_of(request.user).bodies(Role.ORGANISER))


def fairs_of(request: SignedInRequest) -> FairQuerySet:
    """The fairs this person runs or helps with."""
    mine = roles_of(request.user).bodies(Role.ORGANISER)
    return Fair.objects.helped_by(mine).select_related("organiser", "venue")


def page_of(request: SignedInRequest, rows: QuerySet | Iterable[Any]) -> Page[Any]:
    """Fifty rows: the page the address asks for, or the nearest there is."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]


def typed(request: SignedInRequest) -> QueryDict | None:
    """What was posted, or what is kept of a form that could not be taken; None on a fresh page."""
    if is_discarded(request):
        return None
    if request.method != "POST":
        return kept(request)
    forget(request)
    return request.POST


def accepted(request: SignedInRequest, form: BaseForm, verb: Callable[[], Any]) -> bool:
    """Do it when a whole form was posted; a refusal goes where the person can mend it.

    Either way nothing typed is lost: the form is shown again as it was filled in, beside
    what a colleague wrote meanwhile. Pressed twice, it is done already.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    return is_written(form, verb, lambda: cast(StandingForm, form).shows_what_stands())


def asked_key(request: SignedInRequest, name: str) -> UUID | None:
    """The identifier the address asks for; None when there is none or it is damaged."""
    try:
        return decode(request.GET.get(name, ""))
    except ValueError:
        return None
