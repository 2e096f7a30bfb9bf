"""`manage.py serve`: the real server, for real people."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobfair.ops import launch, preflight, server, static


class Command(BaseCommand):
    """Serve the site with its worker, or refuse with a sentence that says what to do."""

    help = "启动正式服务。 Run the server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to listen, and by which server."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-worker", action="store_true", help="workers run elsewhere")

        parser.add_argument("--server", choices=server.SERVERS, default=server.DEFAULT)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Check what must be true, then serve."""
        try:
            preflight.require_no_demo()
            preflight.require_secret_key()
            for note in preflight.left_out():
                launch.say(note)
            preflight.require_migrated()
            listening = preflight.open_port(host, port)
            with listening, preflight.only_server():
                static.build_if_stale()
                ready = f"服务已启动 Serving: {launch.address(listening)}"
                launch.run(
                    listening,
                    with_worker=not options["no_worker"],
                    announce=lambda: launch.say(ready),
                    by=options["server"],
                )
        except preflight.Refusal as refusal:
            raise CommandError(str(refusal)) from None
