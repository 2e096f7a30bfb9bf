"""Registering for a fair, its list, and finding somebody on site."""

from django.urls import path

from jobfair.web.views.attendance import door, keeping, onsite, registering

urlpatterns = [
    path("fairs/<id:fair>/register/", registering.registering, name="register"),
    path("fairs/<id:fair>/register/category/", registering.telling, name="tell_category"),
    path("door/", door.home, name="door"),
    path("desk/fairs/<id:fair>/attendance/", keeping.listed, name="desk_attendance"),
    path("desk/fairs/<id:fair>/attendance/came/", keeping.came, name="desk_came"),
    path("rep/booths/<id:booth>/onsite/", onsite.onsite, name="rep_onsite"),
    path(
        "rep/booths/<id:booth>/onsite/<int:number>/", onsite.record_onsite, name="rep_record_onsite"
    ),
]
