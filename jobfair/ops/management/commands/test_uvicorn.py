"""`manage.py test_uvicorn`: what a web server has a part in, once more on the one that is not the default."""

from __future__ import annotations

from jobfair.ops.management.commands import test

#: Where something is told live; whatever else a page does is the same whoever sends it.
SERVED = [
    "tests/realtime/test_two_processes.py",
    "tests/faults",
    "tests/ops/test_bodies.py",
    "tests/browser/test_board.py",
    "tests/browser/test_clocks.py",
    "tests/browser/test_fair_live.py",
    "tests/browser/test_intents.py",
    "tests/browser/test_navigation.py",
    "tests/browser/test_now.py",
    "tests/browser/test_talk.py",
    "tests/browser/test_talk_beside.py",
    "tests/browser/test_talk_lean.py",
    "tests/browser/test_talk_line.py",
]


class Command(test.Command):
    """The tests are served by Daphne, and try of Uvicorn what is built into it; this tries the rest."""

    help = "在 Uvicorn 上再跑一遍测试。 Run the tests once more, on Uvicorn."
    module = "tests.on_uvicorn"

    def arguments(self, given: list[str]) -> list[str]:
        return given or [*SERVED, *test.PARALLEL]
