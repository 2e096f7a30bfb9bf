"""Those who came, by category of disability: the tables that were made when fairs were over.

Here nothing is counted: what is shown of a fair is what its table shows, and what is shown of
several is added from that. So no table, sum or difference tells more than those tables do.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.attendance.hiding import FEWEST
from jobfair.attendance.models import UNSAID, Category, CategoryTable
from jobfair.common.words import Words
from jobfair.fairs.models import Fair
from jobfair.insights.report.document import Cell, Column, Table

KEY = "category"
TITLE = gettext_lazy("按残疾类别")
NAME = Column("name", gettext_lazy("残疾类别"), is_number=False)
UNTOLD = gettext_lazy("不公布")
GROUPS: Mapping[str, Words] = dict(Category.choices) | {UNSAID: gettext_lazy("没有说")}
EVERYBODY = gettext_lazy("到场的人")
HIDDEN = gettext_lazy(
    "少于 %(fewest)d 人的类别不公布，免得认出是谁。有不公布的，“没有说”也不公布，"
    "必要时再加一类，免得用减法算出来。"
)


def of_fair(fair: Fair) -> Iterable[Table]:
    """The fair's table; none before it is over, and none where nobody was asked or came."""
    for people, shown in _made([fair]):
        columns = (NAME, Column("people", _("人数"), adds=False, untold=UNTOLD))
        rows: list[tuple[Cell, ...]] = [
            (str(name), shown.get(group)) for group, name in GROUPS.items()
        ]
        note = _("到场的人自己说的，可以不说。招聘会结束时统计一次，以后不变；各人说的已经删除。")
        yield Table(KEY, TITLE, note + _hidden(), columns, [*rows, (str(EVERYBODY), people)])


def of_fairs(fairs: Iterable[Fair]) -> Iterable[Table]:
    """What the fairs' tables show, added up, with how many of them hide each group."""
    made = list(_made(fairs))
    if not made:
        return
    columns = (
        NAME,
        Column("people", _("各场公布的人数之和"), adds=False, untold=UNTOLD),
        Column("untold", _("没有公布的场数"), adds=False),
    )
    rows: list[tuple[Cell, ...]] = []
    for group, name in GROUPS.items():
        told = [shown[group] for _people, shown in made if group in shown]
        rows.append((str(name), sum(told) if told else None, len(made) - len(told)))
    rows.append((str(EVERYBODY), sum(people for people, _shown in made), 0))
    note = _("把各场结束时公布的数相加：同一个人来过几场，就算几次。没有公布的不在里面。")
    yield Table(KEY, TITLE, note + _hidden(), columns, rows)


def _made(fairs: Iterable[Fair]) -> Iterable[tuple[int, dict[str, int]]]:
    """How many came to each fair that has a table, and what it shows."""
    rows = CategoryTable.objects.filter(fair__in=list(fairs), shown__isnull=False, people__gt=0)
    return [(made.people, made.shown or {}) for made in rows]


def _hidden() -> str:
    return HIDDEN % {"fewest": FEWEST}
