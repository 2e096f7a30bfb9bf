"""`manage.py faults`: everything that may go wrong with a line, and whether the promise holds."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobfair.ops.children import ended_by_sigterm
from jobfair.ops.management.commands.bench import DATABASE, begin_again, make_ready
from jobfair.ops.server import DEFAULT, SERVERS

SHORT, LONG = 20_000, 100_000


class Command(BaseCommand):
    """Do harm to a server and a database of its own, which are gone afterwards."""

    help = "弄坏线路，数丢了什么。 Break lines and servers, and count what is lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is broken, and how much is said meanwhile."""
        parser.add_argument("what", choices=["realtime", "intents"])
        parser.add_argument("--server", choices=SERVERS, default=DEFAULT)
        parser.add_argument(
            "--short", action="store_true", help=f"{SHORT} messages or intents, not {LONG}"
        )
        parser.add_argument("--messages", type=int, help="so many messages or intents")
        parser.add_argument("--malformed", type=int, default=10_000, help="so many bad frames")
        parser.add_argument("--crowd", type=int, default=5000, help="so many come back at once")
        parser.add_argument("--kills", type=int, default=5)
        parser.add_argument("--restarts", type=int, default=2)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--database", default="", help=DATABASE)

    def handle(self, *args: Any, what: str, server: str, short: bool, **options: Any) -> None:
        """Run in a process that has a database of its own; fail if a promise was broken."""
        if settings.ROOT_URLCONF != "jobfair.ops.bench.urls":
            sys.exit(begin_again(sys.argv[1:], database=options["database"]))
        make_ready()
        messages = options["messages"] or (SHORT if short else LONG)
        with ended_by_sigterm():
            holds = self.hold(what, server, messages, options)
        if not holds:
            raise CommandError("没有守住诺言 A promise was broken.")

    def hold(self, what: str, server: str, messages: int, options: dict[str, Any]) -> bool:
        """Whether every promise held; `messages` counts intents where those are recorded."""
        from jobfair.ops.faults import intents, report
        from jobfair.ops.faults.talk import Plan

        plan = Plan(messages, options["kills"], options["restarts"], options["seed"])
        if what == "intents":
            return intents.run(plan, server, self.stdout.write)
        harm = report.Harm(options["malformed"], options["crowd"])
        return report.run(plan, server, harm, self.stdout.write)
