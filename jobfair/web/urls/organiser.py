from django.urls import URLPattern, URLResolver, path

from jobfair.web.views.organiser import (
    announcements,
    booths,
    copying,
    employers,
    fairs,
    home,
    lifecycle,
    people,
    placing,
    planning,
    review,
    venues,
)

FAIR = "desk/fairs/<id:fair>/"
BOOTH = "desk/booths/<id:booth>/"
EMPLOYER = "desk/employers/<id:employer>/"
POSITION = "desk/positions/<id:position>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", home.home, name="desk"),
    path("desk/past/", home.past_fairs, name="desk_past"),
    path("desk/new/", planning.new, name="desk_new"),
    path("desk/new/begin/", planning.begin, name="desk_begin"),
    path(FAIR, fairs.fair, name="desk_fair"),
    path(f"{FAIR}history/", fairs.history, name="desk_history"),
    path(f"{FAIR}plan/", planning.plan, name="desk_plan"),
    path(f"{FAIR}plan/basics/", planning.basics, name="desk_plan_basics"),
    path(f"{FAIR}plan/times/", planning.times, name="desk_plan_times"),
    path(f"{FAIR}plan/place/", planning.place, name="desk_plan_place"),
    path(f"{FAIR}plan/zones/", planning.zones, name="desk_plan_zones"),
    path(f"{FAIR}plan/help/", planning.help_and_contact, name="desk_plan_help"),
    path(f"{FAIR}plan/registration/", planning.registration, name="desk_plan_registration"),
    path(f"{FAIR}plan/check/", lifecycle.check, name="desk_check"),
    path(f"{FAIR}venues/new/", venues.add, name="desk_add_venue"),
    path(f"{FAIR}venues/<id:venue>/", venues.edit, name="desk_edit_venue"),
    path(f"{FAIR}step/<slug:step>/", lifecycle.take_step, name="desk_step"),
    path(f"{FAIR}copy/", copying.copy, name="desk_copy"),
    path(f"{FAIR}booths/", booths.booths, name="desk_booths"),
    path(f"{FAIR}booths/add/", booths.add, name="desk_add_booths"),
    path(f"{FAIR}booths/add/new/", employers.add_for_fair, name="desk_add_employer_for_fair"),
    path(f"{FAIR}booths/publish-ready/", booths.publish_ready, name="desk_publish_ready"),
    path(f"{FAIR}booths/place-all/", placing.place_all, name="desk_place_all"),
    path(f"{FAIR}booths/place-all/undo/", placing.undo, name="desk_undo_placing"),
    path(f"{FAIR}floor/", placing.floor, name="desk_floor"),
    path(f"{FAIR}floor/<id:zone>/<int:number>/", placing.place_here, name="desk_place_here"),
    path(f"{BOOTH}place/", placing.place, name="desk_place"),
    path(f"{BOOTH}take-off/", placing.take_off, name="desk_take_off"),
    path(f"{BOOTH}remove/", booths.remove, name="desk_remove_booth"),
    path("desk/employers/", employers.book, name="desk_employers"),
    path("desk/employers/new/", employers.add, name="desk_add_employer"),
    path(EMPLOYER, employers.employer, name="desk_employer"),
    path(f"{EMPLOYER}edit/", employers.edit, name="desk_edit_employer"),
    path("desk/review/", review.desk, name="desk_review"),
    path("desk/review/approve/", review.approve_many, name="desk_approve_many"),
    path(POSITION, review.position, name="desk_position"),
    path(f"{FAIR}announcements/", announcements.announcements, name="desk_announcements"),
    path(f"{FAIR}announcements/write/", announcements.write, name="desk_announce"),
    path(
        f"{FAIR}announcements/<id:announcement>/withdraw/",
        announcements.withdraw,
        name="desk_withdraw",
    ),
    path(f"{FAIR}people/", people.fair_people, name="desk_fair_people"),
    path(
        f"{FAIR}people/<id:organiser>/remove/",
        people.remove_co_organiser,
        name="desk_remove_co_organiser",
    ),
]
