"""Walking through the demo as somebody else, with one press."""

from allauth.account.utils import get_login_redirect_url
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from jobfair.accounts.models import User
from jobfair.demo.people import PASSWORD, DemoPerson, demo_people


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the visitor may be, and how to sign in as them by hand."""
    return render(request, "demo/people.html", {"people": demo_people(), "password": PASSWORD})


@require_POST
def walk(request: HttpRequest) -> HttpResponse:
    """Become a person of the printed list, and land where they would after signing in."""
    user = User.objects.filter(email=_listed(request.POST.get("person", "")).email).first()
    if user is None:
        raise Http404
    login(request, user)
    return redirect(get_login_redirect_url(request))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("web:home")


def _listed(key: str) -> DemoPerson:
    for person in demo_people():
        if person.key == key:
            return person
    raise Http404
