"""Fairs for the administrator: to look things up."""

from django.contrib import admin

from jobfair.common.admin import LookOnly
from jobfair.fairs.models import Announcement, Fair, FairStep, Series, Session, Venue, Zone


class Sessions(admin.TabularInline[Session, Fair]):
    model = Session
    extra = 0


class Zones(admin.TabularInline[Zone, Fair]):
    model = Zone
    extra = 0


class Steps(admin.TabularInline[FairStep, Fair]):
    model = FairStep
    extra = 0


@admin.register(Fair)
class FairAdmin(LookOnly):
    list_display = ["name", "organiser", "mode", "state", "starts_at", "ends_at"]
    list_filter = ["state", "mode", "organiser"]
    search_fields = ["name", "name_en"]
    date_hierarchy = "starts_at"
    list_select_related = ["organiser"]
    inlines = [Sessions, Zones, Steps]


@admin.register(Venue)
class VenueAdmin(LookOnly):
    list_display = ["name", "organiser", "district", "step_free", "accessible_toilet"]
    list_filter = ["organiser", "step_free"]
    search_fields = ["name", "address"]
    list_select_related = ["organiser"]


@admin.register(Series)
class SeriesAdmin(LookOnly):
    list_display = ["name", "organiser"]
    list_select_related = ["organiser"]


@admin.register(Announcement)
class AnnouncementAdmin(LookOnly):
    list_display = ["title", "fair", "is_urgent", "made_by", "created_at", "withdrawn_at"]
    list_filter = ["is_urgent", "fair"]
    search_fields = ["title", "body"]
    list_select_related = ["fair", "made_by"]
