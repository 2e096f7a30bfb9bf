"""Figures by their parts: by hour, way, employer, job type and district.

Pages, exports and reports call `break_down` and show what it returns as it is. Where the
parts of a column do not add up to the whole, the column says why.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jobfair.common.moment import at_one_moment
from jobfair.common.words import Words
from jobfair.fairs.models import Fair
from jobfair.insights import parts
from jobfair.insights.figures import BY_KEY, Answer, Figure, figures_of
from jobfair.insights.parts import Part
from jobfair.intents.counts import ALL_COUNTS

IN_SEVERAL = _("同一个人可以在几行里，每行都算一次，所以各行之和可以大于总数。")
SHARED = _("几行可以有同样的，每行都算一次，所以各行之和可以大于总数。")
MEDIAN = _("中位数不能相加。")


@dataclass(frozen=True)
class Breakdown:
    """One way to take figures apart; `not_additive` says of which and why parts do not add up."""

    key: str
    name: Words
    definition: Words
    figures: tuple[str, ...]
    parts_of: Callable[[Fair], list[Part]]
    not_additive: Mapping[str, Words]


@dataclass(frozen=True)
class Column:
    """One figure of a table: the whole as every other page has it, and how the parts relate."""

    figure: Figure
    whole: int | None
    why_not_sum: Words = ""

    @property
    def adds_up(self) -> bool:
        return not self.why_not_sum


@dataclass(frozen=True)
class Table:
    """A breakdown of one fair, true of ledger entry `number` and of the moment `at`."""

    fair: Fair
    breakdown: Breakdown
    columns: list[Column]
    parts: list[Part]
    number: int
    at: datetime


TALKS = ("conversations", "answered_quickly", "first_reply_median")
HALL = ("employers", "positions", "openings")
BY_TIME = ("people", "visits", "conversations", "answered_quickly", *ALL_COUNTS)
BY_TIME_SAYS = _(
    "按招聘会当地时间。人数算在第一次来的时候，会话算在求职者第一次发消息的时候。"
    "意向算这段时间里增加的，减去这段时间里收回的，所以可能小于零。"
)

BREAKDOWNS: dict[str, Breakdown] = {
    one.key: one
    for one in (
        Breakdown(
            "hour",
            _("按小时"),
            BY_TIME_SAYS,
            BY_TIME,
            parts.by_hour,
            {},
        ),
        Breakdown(
            "day",
            _("按日期"),
            BY_TIME_SAYS,
            BY_TIME,
            parts.by_day,
            {},
        ),
        Breakdown(
            "mode",
            _("按方式"),
            _(
                "人数和人次按怎么来的分。意向按这一步是怎么记下来的分：增加的减去收回的，"
                "所以可能小于零。"
            ),
            ("people", "visits", *ALL_COUNTS),
            parts.by_mode,
            {"people": IN_SEVERAL},
        ),
        Breakdown(
            "booth",
            _("按用人单位"),
            _("每个用人单位在这场招聘会的展位是一行。"),
            ("positions", "openings", "job_types", *TALKS, *ALL_COUNTS),
            parts.by_booth,
            {"job_types": SHARED, "first_reply_median": MEDIAN, "mutual_people": IN_SEVERAL},
        ),
        Breakdown(
            "job_type",
            _("按工种"),
            _("按岗位的工种。"),
            (*HALL, *ALL_COUNTS),
            parts.by_job_type,
            {"employers": SHARED, "mutual_people": IN_SEVERAL},
        ),
        Breakdown(
            "district",
            _("按地区"),
            _("按岗位的工作所在区。"),
            ("job_types", *HALL, *ALL_COUNTS),
            parts.by_district,
            {"employers": SHARED, "job_types": SHARED, "mutual_people": IN_SEVERAL},
        ),
    )
}


@at_one_moment
def break_down(fair: Fair, by: str) -> Table:
    """The fair's figures by one of `BREAKDOWNS`; KeyError when there is none of that name."""
    return _table(figures_of(fair), BREAKDOWNS[by])


@at_one_moment
def break_down_by(fair: Fair, keys: Iterable[str]) -> tuple[Answer, list[Table]]:
    """Every figure and these breakdowns, all true of the same moment."""
    answer = figures_of(fair)
    return answer, [_table(answer, BREAKDOWNS[key]) for key in keys]


def _table(answer: Answer, breakdown: Breakdown) -> Table:
    columns = [
        Column(BY_KEY[key], answer[key].number, breakdown.not_additive.get(key, ""))
        for key in breakdown.figures
    ]
    found = breakdown.parts_of(answer.fair)
    return Table(answer.fair, breakdown, columns, found, answer.number, answer.at)
