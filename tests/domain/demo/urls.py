"""The project's addresses as they are when the environment says JOBFAIR_DEMO=1."""

from django.urls import include, path

from jobfair.urls import handler500
from jobfair.urls import urlpatterns as usual

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [*usual, path("demo/", include("jobfair.demo.urls"))]
