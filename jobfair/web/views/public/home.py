from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jobfair.fairs.models import Fair
from jobfair.web.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """The fairs that are open now and the next ones."""
    return render(request, "public/home.html", {"fairs": Fair.objects.upcoming()[:6]})
