"""People's own pages, their colleagues, and invitations."""

from django.urls import URLPattern, URLResolver, path

from jobfair.web.views.people import body, colleagues, erasing, invitation, me, takeout, tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me.me, name="me"),
    path("me/name/", me.my_name, name="my_name"),
    path("me/data/", takeout.takeout, name="my_data"),
    path("me/data/<slug:kind>", takeout.takeout_file, name="my_data_file"),
    path("me/erase/", erasing.erase, name="erase_me"),
    path("me/erased/", erasing.erased, name="erased"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<id:token>/revoke/", tokens.revoke, name="revoke_token"),
    path("roles/<id:membership>/end/", me.end_membership, name="end_role"),
    path("employers/<id:employer>/people/", colleagues.employer_people, name="employer_people"),
    path(
        "organisers/<id:organiser>/people/",
        colleagues.organiser_people,
        name="organiser_people",
    ),
    path("organisers/<id:organiser>/", body.edit, name="edit_organiser"),
    path(
        "invitations/<id:invitation>/withdraw/",
        colleagues.withdraw,
        name="withdraw_invitation",
    ),
    path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
]
