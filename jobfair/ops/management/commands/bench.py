"""`manage.py bench`: what pages, sockets, sheets and intents cost, measured against others in the same run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jobfair.accounts.models import User
from jobfair.ops.children import ended_by_sigterm, environment, run_to_its_end
from jobfair.ops.versions import waiting_migrations

SETTINGS = "jobfair.ops.bench.settings"

#: How large each is measured unless told otherwise, and with `--short`.
FULL = {"booths": 300, "positions": 3000, "rows": 5000, "rounds": 3, "seconds": 4.0}
SHORT = {"booths": 12, "positions": 40, "rows": 60, "rounds": 1, "seconds": 0.5, "entries": 60}
ENTRIES = {"pages": 100_000, "intents": 20_000, "recount": 1_000_000}
DATABASE = "postgres://… or sqlite:///…, with nobody in it; it stays filled"


class Command(BaseCommand):
    """Measure on a database of its own, which is gone afterwards."""

    help = "测量快慢，和应有的比。 Measure how fast it is, and judge it by what was promised."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is measured, how large, and how long."""
        many = ", ".join(f"{count:,} for {what}" for what, count in ENTRIES.items())
        parser.add_argument("what", choices=["pages", "realtime", "sheets", "intents", "recount"])
        parser.add_argument("--booths", type=int, help=f"{FULL['booths']}")
        parser.add_argument("--positions", type=int, help=f"{FULL['positions']}")
        parser.add_argument("--rows", type=int, help=f"of the sheet, {FULL['rows']}")
        parser.add_argument("--entries", type=int, help=f"of the ledger, {many}")
        parser.add_argument("--rounds", type=int, help=f"{FULL['rounds']}")
        parser.add_argument("--seconds", type=float, help=f"of a page or phase, {FULL['seconds']}")
        parser.add_argument("--short", action="store_true", help="try it, judge nothing")
        parser.add_argument("--database", default="", help=DATABASE)
        parser.add_argument("--no-verdict", action="store_true", help="succeed all the same")
        parser.add_argument("--only", nargs="*", default=[], help="sockets: words in names")
        parser.add_argument("--audiences", nargs="*", type=int, default=[1000, 5000])
        parser.add_argument("--into", type=Path, help="sockets: write the report here as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, in a process that has the bench's own settings and database."""
        if settings.ROOT_URLCONF != "jobfair.ops.bench.urls":
            sys.exit(begin_again(sys.argv[1:], database=options["database"]))
        make_ready()
        measures: dict[str, Callable[..., bool]] = {
            "pages": self.pages,
            "realtime": self.sockets,
            "sheets": self.sheets,
            "intents": self.intents,
            "recount": self.recount,
        }
        what, short = options.pop("what"), options["short"]
        with ended_by_sigterm():
            holds = measures[what](**sized(what, options))
        if not (holds or short or options["no_verdict"]):
            raise CommandError("没有达到应有的快慢，见 ✗。 A target was missed, see ✗.")

    def pages(
        self,
        *,
        booths: int,
        positions: int,
        entries: int,
        rounds: int,
        seconds: float,
        **options: Any,
    ) -> bool:
        """Make the fair, put load on the server, print the table."""
        from jobfair.ops.bench import big_fair, day, pages

        fair = big_fair.build(booths, positions)
        day.fill(fair, entries)
        self.stdout.write(
            f"{booths} booths, {positions} positions, {entries} entries, "
            f"{rounds} rounds of {seconds:g} s a page"
        )
        return pages.show(pages.measure(fair, rounds=rounds, seconds=seconds), self.stdout.write)

    def sheets(self, *, rows: int, rounds: int, **options: Any) -> bool:
        """Import a large file, print the table."""
        from jobfair.ops.bench import sheets

        self.stdout.write(f"{rows} rows, {rounds} rounds")
        return sheets.show(sheets.measure(rows=rows, rounds=rounds), self.stdout.write)

    def intents(
        self,
        *,
        entries: int,
        rounds: int,
        seconds: float,
        booths: int,
        positions: int,
        **options: Any,
    ) -> bool:
        """Record intents together and one by one, watch them come at half that pace, print both."""
        from jobfair.ops.bench import big_fair, intents, watching

        self.stdout.write(f"{entries} entries, {rounds} rounds")
        result = intents.measure(entries=entries, rounds=rounds)
        is_fast = intents.show(result, self.stdout.write)
        fair, pace = big_fair.build(booths, positions), (result.by_socket or 2) / 2
        delays = watching.measure(fair, pace=pace, seconds=rounds * seconds)
        return watching.show(delays, self.stdout.write) and is_fast

    def recount(self, *, entries: int, **options: Any) -> bool:
        """Count a large ledger afresh, print how long it took."""
        from jobfair.ops.bench import recount

        return recount.show(recount.measure(entries=entries), self.stdout.write)

    def sockets(
        self, *, short: bool, only: list[str], into: Path | None = None, **options: Any
    ) -> bool:
        """Let every contender open, listen and talk; print the report."""
        from jobfair.ops.bench.realtime import people, report, rounds

        if connection.vendor != "sqlite":
            raise CommandError("只在 SQLite 上测量会话。 Sockets are measured on SQLite alone.")
        plan = (
            rounds.SHORT if short else rounds.Plan(**of(options, "rounds", "seconds", "audiences"))
        )
        contenders = rounds.contenders_of(only)
        results = rounds.measure(plan, contenders, people.build(plan.pairs), self.stdout.write)
        text = report.of(plan, results)
        self.stdout.write(text)
        if into is not None:
            into.write_text(text, "utf-8")
        return report.holds(results)


def sized(what: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options, with every size that was not given."""
    given = {name: value for name, value in options.items() if value is not None}
    full = FULL | {"entries": ENTRIES.get(what, 0)}
    return (SHORT if options["short"] else full) | given


def of(options: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the named options alone."""
    return {name: options[name] for name in names}


def begin_again(arguments: list[str], *, database: str) -> int:
    """Run this command again with a database that is thrown away, or this one; return its exit code."""
    with TemporaryDirectory(prefix="jobfair-bench-") as data:
        env = environment(
            DATA_DIR=data,
            DATABASE_URL=database,
            SECRET_KEY="for-the-bench-alone-" * 3,
            DJANGO_SETTINGS_MODULE=SETTINGS,
        )
        return run_to_its_end([sys.executable, "manage.py", *arguments], env)


def make_ready() -> None:
    """Make the tables where there are none; CommandError when they are not ours to fill."""
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0, skip_checks=True)
    elif waiting_migrations() or User.objects.exists():
        raise CommandError("这个数据库不是空的。 This database is not empty.")
