"""Alerts and settlements for the administrator: to look things up."""

from django.contrib import admin

from jobfair.common.admin import LookOnly
from jobfair.watch.models import Alert, Settlement


@admin.register(Alert)
class AlertAdmin(LookOnly):
    list_display = ["booth", "kind", "since", "known_by", "ended_at"]
    list_filter = ["kind", "fair"]
    list_select_related = ["booth__employer", "booth__zone", "known_by"]


@admin.register(Settlement)
class SettlementAdmin(LookOnly):
    list_display = ["conversation", "reason", "waited_since", "made_by", "created_at"]
    list_filter = ["reason"]
    list_select_related = ["conversation__jobseeker", "conversation__booth__employer", "made_by"]
