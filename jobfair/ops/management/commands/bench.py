"""`manage.py bench`: what pages, sockets, sheets and intents cost, measured against others in the same run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
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
        parser.add_argument("what", choices=["pages", "realtime", "sheets", "intents", "recount"])
        parser.add_argument("--booths", type=int, default=300)
        parser.add_argument("--positions", type=int, default=3000)
        parser.add_argument("--rows", type=int, default=5000, help="of the sheet")
        parser.add_argument("--entries", type=int, default=20_000, help="of the ledger")
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--seconds", type=float, default=4.0, help="for each page and round")
        parser.add_argument("--short", action="store_true", help="sockets: try it, measure nothing")
        parser.add_argument("--only", nargs="*", default=[], help="sockets: words in names")
        parser.add_argument("--audiences", nargs="*", type=int, default=[1000, 5000])
        parser.add_argument("--into", type=Path, help="sockets: write the report here as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, in a process that has the bench's own settings and database."""
        if settings.ROOT_URLCONF == "jobfair.ops.bench.urls":
            call_command("migrate", verbosity=0, skip_checks=True)
            measures: dict[str, Callable[..., None]] = {
                "pages": self.pages,
                "realtime": self.sockets,
                "sheets": self.sheets,
                "intents": self.intents,
                "recount": self.recount,
            }
            measures[options.pop("what")](**options)
        else:
            sys.exit(begin_again(sys.argv[1:]))

    def pages(
        self, *, booths: int, positions: int, rounds: int, seconds: float, **options: Any
    ) -> None:
        """Make the fair, put load on the server, print the table."""
        from jobfair.ops.bench import big_fair, pages, recount

        fair, entries = big_fair.build(booths, positions), options["entries"]
        recount.fill(fair, entries)
        self.stdout.write(
            f"{booths} booths, {positions} positions, {entries} entries, "
            f"{rounds} rounds of {seconds:g} s a page"
        )
        pages.show(pages.measure(fair, rounds=rounds, seconds=seconds), self.stdout.write)

    def sheets(self, *, rows: int, rounds: int, **options: Any) -> None:
        """Import a large file, print the table."""
        from jobfair.ops.bench import sheets

        self.stdout.write(f"{rows} rows, {rounds} rounds")
        sheets.show(sheets.measure(rows=rows, rounds=rounds), self.stdout.write)

    def intents(self, *, entries: int, rounds: int, **options: Any) -> None:
        """Record intents together and one by one, count them afresh, print the table."""
        from jobfair.ops.bench import intents

        self.stdout.write(f"{entries} entries, {rounds} rounds")
        intents.show(intents.measure(entries=entries, rounds=rounds), self.stdout.write)

    def recount(self, *, entries: int, **options: Any) -> None:
        """Count a large ledger afresh, print how long it took."""
        from jobfair.ops.bench import recount

        recount.show(recount.measure(entries=entries), self.stdout.write)

    def sockets(self, *, short: bool, only: list[str], into: Path | None, **options: Any) -> None:
        """Let every contender open, listen and talk; print the report."""
        from jobfair.ops.bench.realtime import people, report, rounds

        plan = (
            rounds.SHORT if short else rounds.Plan(**of(options, "rounds", "seconds", "audiences"))
        )
        contenders = rounds.contenders_of(only)
        results = rounds.measure(plan, contenders, people.build(plan.pairs), self.stdout.write)
        text = report.of(plan, results)
        self.stdout.write(text)
        if into is not None:
            into.write_text(text, "utf-8")


def of(options: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the named options alone."""
    return {name: options[name] for name in names}


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
