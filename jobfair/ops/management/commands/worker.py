"""`manage.py worker`: opens and closes fairs on time and runs background jobs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jobfair.ops.worker import Worker


class Command(BaseCommand):
    """Work until told to stop. Any number of workers may run at once."""

    help = "运行后台工作进程。 Run a background worker."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--parent`."""
        parser.add_argument("--parent", type=int, help="stop when this process is gone")

    def handle(self, *args: Any, parent: int | None, **options: Any) -> None:
        """Work."""
        Worker(parent=parent).run()
