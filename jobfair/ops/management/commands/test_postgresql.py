"""`manage.py test_postgresql`: what asks the database, once more on the engine of large fairs."""

from __future__ import annotations

from jobfair.ops.management.commands import test

ASKING = ["tests/domain", "tests/api"]


class Command(test.Command):
    """The tests ask SQLite, and PostgreSQL only for two servers side by side; this asks it everything."""

    help = "在 PostgreSQL 上再跑一遍测试。 Run the tests once more, on PostgreSQL."
    module = "tests.on_postgresql"

    def arguments(self, given: list[str]) -> list[str]:
        return given or [*ASKING, *test.PARALLEL]
