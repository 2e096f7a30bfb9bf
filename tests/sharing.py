"""Which tests stay together when several workers share them, and which are begun first.

Told from a test's name alone: pytest 9 no longer lets the marks of a group reach the
process that hands the tests out.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

#: Folders whose tests all look at what is built once.
TOGETHER = ("tests/domain/demo/",)
PAGE_BY_PAGE = "tests/browser/test_accessibility.py"
#: Where other processes are started and waited for, and this one's database is not used.
WAITING = (
    "tests/faults/",
    "tests/ops/",
    "tests/realtime/test_two_processes.py",
)
#: Workers that begin with those; as many leave the processors to the others while they wait.
BEGIN_WITH_WAITING = 2


def together(name: str) -> str:
    """What a test is handed out with: its page, its folder or its module.

    One by one they would cost more in handing out than many of them take.
    """
    module, _, test = name.partition("::")
    if module == PAGE_BY_PAGE:
        return test.partition("[")[2].partition("-chromium")[0]
    return next((folder for folder in TOGETHER if module.startswith(folder)), module)


def waits(scope: str) -> bool:
    """Whether what is handed out together leaves the processor alone most of the time."""
    return scope.startswith(WAITING)


class Sharing(LoadScopeScheduling):
    """Hands out tests in the order they were collected, those that wait beside those that work."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        wants = node in self.nodes[:BEGIN_WITH_WAITING]
        wanted = (scope for scope in self.workqueue if waits(scope) == wants)
        self.workqueue.move_to_end(next(wanted, next(iter(self.workqueue))), last=False)
        super()._assign_work_unit(node)
