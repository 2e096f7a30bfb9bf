"""`manage.py test`: the whole suite, or what its arguments say, by pytest."""

from __future__ import annotations

import os
import sys

from django.core.management.base import BaseCommand

#: Four workers keep two cores busy while two wait; `tests/sharing.py` says what stays together.
PARALLEL = ["-n", "4", "--dist", "loadscope", "--no-loadscope-reorder"]


class Command(BaseCommand):
    """Hand over to pytest; every argument is pytest's."""

    help = "运行测试；参数交给 pytest。 Run the tests; arguments go to pytest."
    requires_system_checks: list[str] = []
    module = "pytest"

    def run_from_argv(self, argv: list[str]) -> None:
        """Become pytest, so that its closing line and exit code are this command's."""
        arguments = self.arguments(argv[2:])
        os.execv(sys.executable, [sys.executable, "-m", self.module, *arguments])

    def arguments(self, given: list[str]) -> list[str]:
        """What pytest is told."""
        return given or PARALLEL
