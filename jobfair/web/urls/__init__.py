"""The addresses of the server-rendered front, by the people they are for."""

from jobfair.web.urls import attendance, frame, intents, organiser, people, public, rep, talk

app_name = "web"
urlpatterns = [
    *public.urlpatterns,
    *frame.urlpatterns,
    *people.urlpatterns,
    *organiser.urlpatterns,
    *rep.urlpatterns,
    *talk.urlpatterns,
    *intents.urlpatterns,
    *attendance.urlpatterns,
]
