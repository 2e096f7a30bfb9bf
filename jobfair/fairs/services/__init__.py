"""Writes on fairs, by verb."""

from jobfair.fairs.services.announcing import announce, withdraw_announcement
from jobfair.fairs.services.bodies import edit_organiser
from jobfair.fairs.services.copying import copy_fair
from jobfair.fairs.services.landmarks import LandmarkPlan, set_landmarks
from jobfair.fairs.services.lifecycle import (
    archive_fair,
    close_fair,
    open_fair,
    publish_fair,
    tick,
    unpublish_fair,
)
from jobfair.fairs.services.partners import (
    add_co_organiser,
    introduce_co_organiser,
    remove_co_organiser,
)
from jobfair.fairs.services.planning import add_fair, edit_fair
from jobfair.fairs.services.revision import touch
from jobfair.fairs.services.sessions import SessionPlan, set_sessions, set_times
from jobfair.fairs.services.venues import (
    add_series,
    add_venue,
    edit_venue,
    name_series_in_english,
)
from jobfair.fairs.services.zones import ZonePlan, set_zones

__all__ = [
    "LandmarkPlan",
    "SessionPlan",
    "ZonePlan",
    "add_co_organiser",
    "add_fair",
    "add_series",
    "add_venue",
    "announce",
    "archive_fair",
    "close_fair",
    "copy_fair",
    "edit_fair",
    "edit_organiser",
    "edit_venue",
    "introduce_co_organiser",
    "name_series_in_english",
    "open_fair",
    "publish_fair",
    "remove_co_organiser",
    "set_landmarks",
    "set_sessions",
    "set_times",
    "set_zones",
    "tick",
    "touch",
    "unpublish_fair",
    "withdraw_announcement",
]
