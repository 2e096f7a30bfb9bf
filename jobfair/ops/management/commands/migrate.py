"""`manage.py migrate`: Django's own, and a sentence where that would do nothing and say nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from jobfair.ops import preflight


class Command(migrate.Command):
    """Bring the tables to this version, unless they stand half way through an older one."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Look first, then leave it to Django."""
        try:
            preflight.require_whole_steps(options["database"])
        except preflight.Refusal as refusal:
            raise CommandError(str(refusal)) from None
        super().handle(*args, **options)
