"""`manage.py bench pages`: what a large fair costs, measured against an empty view."""

from __future__ import annotations

import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from jobfair.bootstrap import ROOT
from jobfair.ops.children import environment

SETTINGS = "jobfair.ops.bench.settings"


class Command(BaseCommand):
    """Measure on a database of its own, which is gone afterwards."""

    help = "测量网页速度。 Measure how fast pages are."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is measured, how large, and how long."""
        parser.add_argument("what", choices=["pages"])
        parser.add_argument("--booths", type=int, default=300)
        parser.add_argument("--positions", type=int, default=3000)
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--seconds", type=float, default=4.0, help="for each page and round")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, in a process that has the bench's own settings and database."""
        if settings.ROOT_URLCONF == "jobfair.ops.bench.urls":
            self.measure(**options)
        else:
            sys.exit(begin_again(sys.argv[1:]))

    def measure(
        self, *, booths: int, positions: int, rounds: int, seconds: float, **options: Any
    ) -> None:
        """Make the fair, put load on the server, print the table."""
        from jobfair.ops.bench import big_fair, pages

        call_command("migrate", verbosity=0, skip_checks=True)
        fair = big_fair.build(booths, positions)
        self.stdout.write(
            f"{booths} booths, {positions} positions, {rounds} rounds of {seconds:g} s a page"
        )
        pages.show(pages.measure(fair, rounds=rounds, seconds=seconds), self.stdout.write)


def begin_again(arguments: list[str]) -> int:
    """Run this command again with a database that is thrown away; return its exit code."""
    with TemporaryDirectory(prefix="jobfair-bench-") as data:
        env = environment(
            DATA_DIR=data,
            DATABASE_URL="",
            SECRET_KEY="for-the-bench-alone-" * 3,
            DJANGO_SETTINGS_MODULE=SETTINGS,
        )
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
