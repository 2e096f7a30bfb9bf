"""Which tests stay together when several workers share them.

Told from a test's name alone: pytest 9 no longer lets the marks of a group reach the
process that hands the tests out.
"""

from xdist.scheduler import LoadScopeScheduling

#: Folders whose modules set up much, once: a server, a browser, a page.
MODULE_BY_MODULE = {"browser", "contract", "faults", "js", "ops", "realtime"}
PAGE_BY_PAGE = "tests/browser/test_accessibility.py"


def together(name: str) -> str:
    """What a test is handed out with: its page, its module, or nothing but itself."""
    module, _, test = name.partition("::")
    if module == PAGE_BY_PAGE:
        return test.partition("[")[2].partition("-chromium")[0]
    return module if module.split("/")[1] in MODULE_BY_MODULE else name


class Sharing(LoadScopeScheduling):
    """Hands out tests in the order they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)
