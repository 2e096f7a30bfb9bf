"""The parts of a preview: what must be mended, what will be made, changed, left alone."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from jobfair.booths.imports.models import Import, Outcome, Stage
from jobfair.booths.sheets.problems import Level

CHANGE = Outcome.CHANGE
ANY_CHANGE = Q(outcome=CHANGE) | Q(employer_outcome=CHANGE) | Q(booth_outcome=CHANGE)
NOT_TAKEN = [Outcome.SKIPPED, Outcome.REPEAT, Outcome.EMPLOYER]


@dataclass(frozen=True)
class Tab:
    """One part: its key in the address, its name, how many rows, which rows."""

    key: str
    label: str
    count: int
    where: Q

    @property
    def rows_a_page(self) -> int:
        """Rows that are explained or mended take more room than rows that are listed."""
        return 20 if self.key in ("left_out", "warned", "change") else 50


def tabs_of(imported: Import) -> list[Tab]:
    """The parts that hold something, in the order a person should look at them."""
    done = imported.stage in (Stage.APPLIED, Stage.UNDONE)
    count = imported.count
    rest = sum(count(outcome.value) for outcome in NOT_TAKEN)
    left_out, created, changed = (
        (_("没有导入"), _("新增了"), _("修改了"))
        if done
        else (_("要改正"), _("会新增"), _("会修改"))
    )
    tabs = [
        Tab("left_out", left_out, count("left_out"), Q(outcome=Outcome.LEFT_OUT)),
        Tab("warned", _("请留意"), count("warned"), Q(worst=Level.WARNING)),
        Tab("create", created, count("create"), Q(outcome=Outcome.CREATE)),
        Tab("change", changed, count("changed"), ANY_CHANGE),
        Tab("same", _("不变"), count("same"), Q(outcome=Outcome.SAME)),
        Tab("rest", _("不导入"), rest, Q(outcome__in=NOT_TAKEN)),
    ]
    held = [tab for tab in tabs if tab.count]
    return [*held, Tab("file", _("表头和说明"), len(imported.notes), Q())]


def tab_of(tabs: list[Tab], key: str) -> Tab:
    """The part the address asks for, or the first there is."""
    return next((tab for tab in tabs if tab.key == key), tabs[0])
