from django.urls import URLPattern, URLResolver, include, path

from jobfair.web.views.rep import (
    booth,
    employer,
    home,
    imports,
    pictures,
    position_form,
    positions,
    presence,
    staff,
)

of_employer = [
    path("", employer.employer_record, name="rep_employer"),
    path("submit/", employer.submit_employer, name="rep_submit_employer"),
    path("logo/", employer.set_logo, name="rep_logo"),
    path("logo/words/", employer.logo_words, name="rep_logo_words"),
    path("logo/remove/", employer.remove_logo, name="rep_remove_logo"),
    path("logo/restore/", employer.restore_logo, name="rep_restore_logo"),
]
of_booth = [
    path("", booth.booth_desk, name="rep_booth"),
    path("texts/", booth.booth_texts, name="rep_booth_texts"),
    path("publish/", booth.publish_booth, name="rep_publish"),
    path("unpublish/", booth.unpublish_booth, name="rep_unpublish"),
    path("pictures/", pictures.pictures, name="rep_pictures"),
    path("staff/", staff.staff, name="rep_staff"),
    path("presence/", presence.presence, name="rep_presence"),
    path("presence/here/", presence.say_present, name="rep_say_present"),
    path("presence/away/", presence.say_away, name="rep_say_away"),
    path("presence/leave/", presence.leave, name="rep_leave"),
    path("positions/", positions.positions, name="rep_positions"),
    path("positions/add/", position_form.add_position, name="rep_add_position"),
    path("positions/submit/", positions.submit_all, name="rep_submit_all"),
    path("import/", imports.start, name="rep_import"),
    path("import/template.xlsx", imports.template, name="rep_import_template"),
]
of_position = [
    path("", position_form.edit_position, name="rep_position"),
    path("submit/", positions.submit_position, name="rep_submit_position"),
    path("move/", positions.move_position, name="rep_move_position"),
    path("duplicate/", positions.duplicate_position, name="rep_duplicate_position"),
    path("close/", positions.close_position, name="rep_close_position"),
    path("reopen/", positions.reopen_position, name="rep_reopen_position"),
    path("remove/", positions.remove_position, name="rep_remove_position"),
]
of_material = [
    path("", pictures.picture, name="rep_picture"),
    path("move/", pictures.move_picture, name="rep_move_picture"),
    path("remove/", pictures.remove_picture, name="rep_remove_picture"),
    path("restore/", pictures.restore_picture, name="rep_restore_picture"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("rep/", home.home, name="rep_home"),
    path("rep/employers/<id:employer>/", include(of_employer)),
    path("rep/booths/<id:booth>/", include(of_booth)),
    path("rep/positions/<id:position>/", include(of_position)),
    path("rep/pictures/<id:material>/", include(of_material)),
]
