"""`manage.py build`: everything that is made from the source, ahead of serving it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jobfair.ops import static, translations


class Command(BaseCommand):
    """Compile the translations and build the static files, for an image that is only read."""

    help = "编译译文，生成页面文件。 Compile translations and build static files."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is stale."""
        translations.compile_stale()
        static.build_if_stale()
