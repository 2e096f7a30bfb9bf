"""`manage.py translations`: bring the English catalogue up to date, or say what it lacks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobfair.ops import translations


class Command(BaseCommand):
    """Rewrite the catalogues from the source and compile them; or list what they lack."""

    help = "整理并编译译文；--check 只检查。 Update and compile the translations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--check`."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail unless complete"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Update (or only check) every catalogue."""
        found = translations.extract()
        for po in translations.catalogue_files():
            if not check:
                translations.update(po, found)
            findings = translations.compare(found, translations.read(po))
            if check and findings:
                self.stderr.write(translations.report(findings), ending="")
                raise CommandError(f"{po.relative_to(translations.ROOT)}: {findings.counts()}")
            self.stdout.write(f"{po.relative_to(translations.ROOT)}: {findings.counts()}")
        translations.compile_stale()
