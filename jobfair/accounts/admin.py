"""People and bodies for the administrator: to look things up and to stop an account.

Roles, reviews and records change through their services, so that every rule holds.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jobfair.accounts.models import Employer, Invitation, Membership, Organiser, User
from jobfair.accounts.services import recheck_sockets
from jobfair.common.admin import LookOnly


class RolesOfPerson(admin.TabularInline[Membership, User]):
    """What a person may do, given by the administrator only at the very beginning."""

    model = Membership
    extra = 0
    autocomplete_fields = ["organiser", "employer"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["name", "email", "spoken_phone", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "memberships__role"]
    search_fields = ["name", "email", "phone"]
    fields = ["name", "email", "phone", "is_active", "is_staff", "last_login", "created_at"]
    readonly_fields = ["email", "phone", "last_login", "created_at"]
    inlines = [RolesOfPerson]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The account and its roles are saved: what its open pages may hear is asked again."""
        super().save_related(request, form, formsets, change)
        recheck_sockets(form.instance)


@admin.register(Organiser)
class OrganiserAdmin(admin.ModelAdmin[Organiser]):
    """The first bodies are entered here; what they say of themselves their own people correct."""

    list_display = ["name", "city", "phone", "email"]
    list_filter = ["city"]
    search_fields = ["name", "name_en"]
    readonly_fields = ["revision"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Employer)
class EmployerAdmin(LookOnly):
    list_display = ["name", "organiser", "kind", "district", "review_state", "reviewed_at"]
    list_filter = ["review_state", "kind", "organiser"]
    search_fields = ["name", "name_en", "licence_number"]
    list_select_related = ["organiser"]


@admin.register(Invitation)
class InvitationAdmin(LookOnly):
    list_display = ["role", "organiser", "employer", "invited_by", "expires_at", "accepted_at"]
    list_filter = ["role"]
    list_select_related = ["organiser", "employer", "invited_by"]
    exclude = ["fingerprint"]
