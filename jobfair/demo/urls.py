from django.urls import path

from jobfair.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("walk/", views.walk, name="walk"),
    path("leave/", views.leave, name="leave"),
]
