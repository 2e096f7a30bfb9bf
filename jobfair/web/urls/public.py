from django.urls import path

from jobfair.web.views.public import home

urlpatterns = [
    path("", home.home, name="home"),
]
