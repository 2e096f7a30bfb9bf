"""Booths and positions for the administrator: to look things up."""

from django.contrib import admin

from jobfair.booths.models import Booth, JobType, Position, Staffing
from jobfair.common.admin import LookOnly


class Staff(admin.TabularInline[Staffing, Booth]):
    model = Staffing
    extra = 0


@admin.register(Booth)
class BoothAdmin(LookOnly):
    list_display = ["employer", "fair", "place", "published_at", "staffed_until"]
    list_filter = ["fair"]
    search_fields = ["employer__name"]
    list_select_related = ["employer", "fair", "zone"]
    inlines = [Staff]


@admin.register(Position)
class PositionAdmin(LookOnly):
    list_display = ["title", "booth", "job_type", "headcount", "review_state", "closed_at"]
    list_filter = ["review_state", "booth__fair"]
    search_fields = ["title", "booth__employer__name"]
    list_select_related = ["booth__employer", "booth__zone", "job_type"]
    exclude = ["source_note"]


@admin.register(JobType)
class JobTypeAdmin(LookOnly):
    list_display = ["name", "name_en"]
    search_fields = ["name", "name_en"]
