"""`manage.py audit`: every page in every look, by axe, by keyboard and in narrow windows."""

from __future__ import annotations

from jobfair.ops.management.commands import test

PAGES = ["tests/browser/test_accessibility.py", "--every-page"]


class Command(test.Command):
    """The tests open some pages of each kind; this opens them all, in some minutes."""

    help = "检查每一页人人能用。 Check that every page is for everybody."

    def arguments(self, given: list[str]) -> list[str]:
        return [*PAGES, *(given or test.PARALLEL)]
