"""`/api/v1/`."""

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from jobfair.api.docs import docs
from jobfair.api.views.booths import BoothEndpoint, BoothPositionsEndpoint, FairBoothsEndpoint
from jobfair.api.views.employers import EmployerEndpoint
from jobfair.api.views.fairs import AnnouncementEndpoint, FairEndpoint
from jobfair.api.views.intents import BoothIntentsEndpoint, HeardEndpoint, IntentsEndpoint
from jobfair.api.views.positions import PositionEndpoint
from jobfair.api.views.search import SearchEndpoint
from jobfair.api.views.venues import SeriesEndpoint, VenueEndpoint

app_name = "api"

MANY: dict[str, Any] = {"get": "list", "post": "create"}
ONE: dict[str, Any] = {"get": "retrieve", "patch": "partial_update"}
REVIEW = (("submit", ""), ("approve", ""), ("return", "send_back"))


def step(endpoint: Any, verb: str, method: str = "") -> Callable[..., Any]:
    """The view of one verb, with what its decorator says of it."""
    return endpoint.as_view({"post": method or verb}, detail=True)


urlpatterns = [
    path("fairs/", FairEndpoint.as_view(MANY), name="fairs"),
    path("fairs/<id:fair>/", FairEndpoint.as_view(ONE, detail=True), name="fair"),
    *(
        path(f"fairs/<id:fair>/{verb}/", step(FairEndpoint, verb), name=f"fair_{verb}")
        for verb in ("publish", "unpublish", "open", "close", "archive")
    ),
    path(
        "fairs/<id:fair>/sessions/",
        FairEndpoint.as_view(
            {"get": "sessions", "put": "set_sessions"}, detail=True, pagination_class=None
        ),
        name="sessions",
    ),
    path(
        "fairs/<id:fair>/zones/",
        FairEndpoint.as_view(
            {"get": "zones", "put": "set_zones"}, detail=True, pagination_class=None
        ),
        name="zones",
    ),
    path(
        "fairs/<id:fair>/landmarks/",
        FairEndpoint.as_view(
            {"get": "landmarks", "put": "set_landmarks"}, detail=True, pagination_class=None
        ),
        name="landmarks",
    ),
    path(
        "fairs/<id:fair>/announcements/",
        FairEndpoint.as_view(
            {"get": "announcements", "post": "announce"}, detail=True, filterset_class=None
        ),
        name="announcements",
    ),
    path(
        "announcements/<id:announcement>/withdraw/",
        step(AnnouncementEndpoint, "withdraw"),
        name="announcement_withdraw",
    ),
    path("fairs/<id:fair>/booths/", FairBoothsEndpoint.as_view(MANY), name="fair_booths"),
    path("booths/<id:booth>/", BoothEndpoint.as_view(ONE, detail=True), name="booth"),
    *(
        path(f"booths/<id:booth>/{verb}/", step(BoothEndpoint, verb), name=f"booth_{verb}")
        for verb in ("place", "publish", "unpublish")
    ),
    path(
        "booths/<id:booth>/positions/", BoothPositionsEndpoint.as_view(MANY), name="booth_positions"
    ),
    path(
        "positions/<id:position>/",
        PositionEndpoint.as_view(ONE | {"delete": "destroy"}, detail=True),
        name="position",
    ),
    *(
        path(
            f"positions/<id:position>/{verb}/",
            step(PositionEndpoint, verb, method),
            name=f"position_{verb}",
        )
        for verb, method in (*REVIEW, ("close", ""), ("reopen", ""))
    ),
    path("intents/", IntentsEndpoint.as_view(MANY), name="intents"),
    path("intents/heard/", HeardEndpoint.as_view({"post": "create"}), name="intents_heard"),
    path(
        "booths/<id:booth>/intents/",
        BoothIntentsEndpoint.as_view({"get": "list"}),
        name="booth_intents",
    ),
    path("employers/", EmployerEndpoint.as_view(MANY), name="employers"),
    path("employers/<id:employer>/", EmployerEndpoint.as_view(ONE, detail=True), name="employer"),
    *(
        path(
            f"employers/<id:employer>/{verb}/",
            step(EmployerEndpoint, verb, method),
            name=f"employer_{verb}",
        )
        for verb, method in REVIEW
    ),
    path("venues/", VenueEndpoint.as_view({"get": "list"}), name="venues"),
    path("series/", SeriesEndpoint.as_view({"get": "list"}), name="series"),
    path("search/", SearchEndpoint.as_view({"get": "list"}), name="search"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
