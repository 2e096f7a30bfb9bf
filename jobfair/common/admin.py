"""What the administrator may read but not write past the rules."""

from typing import Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest


class LookOnly(admin.ModelAdmin[Any]):
    """Rows to be found and read; they change through the pages, where the rules are asked."""

    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
