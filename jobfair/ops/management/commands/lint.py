"""`manage.py lint`: every check besides the tests."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobfair.ops import lint

MOST_LINES = 40


class Command(BaseCommand):
    """Check style, templates, types, import directions, migrations, translations and sizes."""

    help = "检查代码；--fix 先自动改正。 Check the code; --fix first mends what can be mended."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--fix`."""
        parser.add_argument("--fix", action="store_true")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        """Run the checks; fail when one of them does."""
        if fix:
            lint.fix()
        if not lint.run_all(self.show):
            raise CommandError("检查没有通过（见上）。 Some checks failed (see above).")

    def show(self, verdict: lint.Verdict) -> None:
        """Print one verdict, with the details that matter."""
        mark = self.style.SUCCESS("✓") if verdict.passed else self.style.ERROR("✗")
        self.stdout.write(f"{mark} {verdict.name} ({verdict.seconds:.1f} s)")
        if verdict.output and (not verdict.passed or verdict.name == "sizes"):
            lines = verdict.output.splitlines()
            self.stdout.write("\n".join(lines[:MOST_LINES]))
            if len(lines) > MOST_LINES:
                self.stdout.write(f"… {len(lines) - MOST_LINES} more lines")
