"""The ledger for the administrator: to look things up, and never to change."""

from django.contrib import admin

from jobfair.common.admin import LookOnly
from jobfair.intents.models import Entry, Ledger


@admin.register(Ledger)
class LedgerAdmin(LookOnly):
    list_display = ["fair", "last", "mutual", "mutual_people", "interviewed", "started"]
    list_select_related = ["fair"]


@admin.register(Entry)
class EntryAdmin(LookOnly):
    list_display = ["fair", "number", "at", "side", "step", "channel"]
    list_filter = ["fair", "step", "channel"]
    list_select_related = ["fair"]
