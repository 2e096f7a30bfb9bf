"""The project's addresses, and an empty page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """Do nothing, as fast as Django and the middleware allow."""
    return HttpResponse("ok")


urlpatterns = [path("bench/empty", empty), path("", include("jobfair.urls"))]
