from django.urls import path

from jobfair.web.views.public import (
    booths,
    fairs,
    files,
    hall,
    home,
    live,
    positions,
    search,
    shortlist,
    wall,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("fairs/", fairs.index, name="fairs"),
    path("fairs/<id:fair>/", fairs.show, name="fair"),
    path("fairs/<id:fair>/live/", live.show, name="fair_live"),
    path("fairs/<id:fair>/calendar.ics", fairs.calendar, name="fair_calendar"),
    path("fairs/<id:fair>/hall/", hall.show, name="hall"),
    path("fairs/<id:fair>/steps/", hall.steps, name="hall_steps"),
    path("fairs/<id:fair>/map/", hall.floor, name="fair_map"),
    path("booths/<id:booth>/", booths.show, name="booth"),
    path("positions/<id:position>/", positions.show, name="position"),
    path("wall/<slug:secret>/", wall.show, name="wall"),
    path("wall/<slug:secret>/part/", wall.part, name="wall_part"),
    path("shortlist/", shortlist.show, name="shortlist"),
    path("shortlist/change/", shortlist.change, name="change_shortlist"),
    path("media/pictures/<str:name>", files.picture, name="picture"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
]
