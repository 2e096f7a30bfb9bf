"""`manage.py pictures`: take the README's picture anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jobfair.ops import pictures


class Command(BaseCommand):
    """Run the demo on data of its own, photograph it, and write docs/pictures."""

    help = "重新拍 README 里的图。 Take the README's picture anew."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it."""
        size = pictures.take()
        self.stdout.write(f"{pictures.FILE.relative_to(pictures.ROOT)}: {size // 1000} kB")
