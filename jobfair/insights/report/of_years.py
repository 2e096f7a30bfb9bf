"""Many fairs together: a year, or five, as a city accounts for them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.attendance.models import Arrival
from jobfair.booths.selectors.offered import offered_booths, offered_by_fair, offered_positions
from jobfair.common.moment import at_one_moment
from jobfair.common.words import Words
from jobfair.fairs.models import Fair, FairQuerySet, FairState, Mode
from jobfair.insights.figures import BY_KEY, FIGURES, IN_WORK, calls_of, placed_of, talks_of
from jobfair.insights.report import by_category
from jobfair.insights.report.document import Bars, Cell, Column, Document, Line, Table
from jobfair.insights.report.of_fair import warning_of
from jobfair.insights.sentences import over_time
from jobfair.insights.units import Unit
from jobfair.intents.counts import ALL_COUNTS, MEASURES
from jobfair.intents.models import Intent, Ledger
from jobfair.outcomes.calls import MONTHS, Result

YEARS = 5
FAIRS = "fairs"
#: Those of which one may be at several fairs: never added up.
ONCE = (
    *("employers", "job_types", "people", "mutual_people"),
    *("placed_elsewhere", "followed_up", *IN_WORK),
)
ADDED = ("positions", "openings", "visits", "conversations", *MEASURES)
#: What is defined otherwise than for one fair.
DEFINITIONS: dict[str, Words] = {
    "employers": gettext_lazy("展位已发布的用人单位。来过几场，也只算一家。"),
    "job_types": gettext_lazy("各场公开过的岗位里有多少种不同的工种。几场都有的，也只算一种。"),
    "positions": gettext_lazy("各场的岗位数之和。"),
    "openings": gettext_lazy("各场的招聘人数之和。"),
    "people": gettext_lazy("到过现场或登录后进过线上展厅的求职者。来过几场，也只算一个人。"),
    "visits": gettext_lazy("同一个人同一天在同一场里，现场和线上各只算一次。"),
    "mutual_people": gettext_lazy(
        "至少和一个岗位达成初步意向的求职者。在几场里达成，也只算一个人。"
    ),
}
#: A figure over many fairs: its key, its name, what is counted, and how.
Counted = tuple[str, Words, Unit, Words]
LINES: tuple[Counted, ...] = (
    (
        "fairs", gettext_lazy("招聘会"), Unit.FAIRS,
        gettext_lazy("正在进行和已经结束的招聘会，还没有开始的不算。"),
    ),
    ("online", gettext_lazy("其中线上"), Unit.FAIRS, gettext_lazy("只在线上办的招聘会。")),
    *(
        (figure.key, figure.name, figure.unit, DEFINITIONS.get(figure.key, figure.definition))
        for figure in FIGURES
        if figure.key in (*ONCE, *ADDED)
    ),
)  # fmt: skip
#: In three tables, as one would be wider than a sheet of paper: by the ends of their keys.
GROUPS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "": (
        gettext_lazy("单位、岗位和求职者"),
        (
            *("fairs", "online", "employers", "job_types", "positions", "openings"),
            *("people", "visits", "conversations"),
        ),
    ),
    "_intents": (gettext_lazy("意向、面试和录用"), ALL_COUNTS),
    "_after": (gettext_lazy("辅助性就业和回访"), ("placed_elsewhere", "followed_up", *IN_WORK)),
}


@dataclass
class Share:
    """What some fairs come to: who was there, each once, and what may be added up."""

    once: dict[str, set[UUID]] = field(default_factory=lambda: {name: set() for name in ONCE})
    added: Counter[str] = field(default_factory=Counter)

    def __or__(self, other: "Share") -> "Share":
        once = {name: self.once[name] | other.once[name] for name in ONCE}
        return Share(once, self.added + other.added)

    def __getitem__(self, key: str) -> int:
        return len(self.once[key]) if key in ONCE else self.added[key]


@at_one_moment
def years_of(rows: FairQuerySet, first: int, last: int) -> Document:
    """Account for the fairs of these years, both included."""
    held = _held(rows).select_related("organiser").order_by("starts_at")
    fairs = [fair for fair in held if first <= _year(fair) <= last]
    shares = _shares(fairs)
    whole = _sum(shares.values())
    period = _period(first, last)
    return Document(
        title=_("%(period)s招聘会总结") % {"period": period},
        sentence=over_time(period, {key: whole[key] for key, *_said in LINES}),
        facts=[
            (
                _("主办"),
                _("、").join(sorted({fair.organiser.in_language("name") for fair in fairs})),
            )
        ],
        figures=[_line(whole, *line) for line in LINES],
        tables=[
            *(table for table in _tables(fairs, shares) if table.says_something),
            *by_category.of_fairs(fairs),
        ],
        at=timezone.now(),
        pictures=_pictures(fairs, shares) if fairs else [],
        warning=warning_of(shares),
    )


def _line(whole: Share, key: str, name: Words, unit: Unit, definition: Words) -> Line:
    end = next(end for end, (_what, figures) in GROUPS.items() if key in figures)
    return Line(key, name, whole[key], unit, definition, FAIRS + end)


def years_with_fairs(rows: FairQuerySet) -> list[int]:
    """The years in which there were any, the newest first."""
    return sorted({_year(fair) for fair in _held(rows)}, reverse=True)


def last_years(held: Iterable[int]) -> tuple[int, int]:
    """The first and the last of the five years that end with the newest of those with fairs."""
    last = max(held, default=timezone.localdate().year)
    return last - YEARS + 1, last


def _held(rows: FairQuerySet) -> FairQuerySet:
    return rows.public().exclude(state=FairState.PUBLISHED)


def _shares(fairs: Sequence[Fair]) -> dict[UUID, Share]:
    """Each fair's share, in as many questions for one fair as for a hundred."""
    found = {fair.pk: Share() for fair in fairs}
    for fair in fairs:
        found[fair.pk].added.update(fairs=1, online=int(fair.mode == Mode.ONLINE))
    for key, hall in offered_by_fair(list(found)).items():
        found[key].added.update(positions=hall.positions, openings=hall.openings)
    for ledger in Ledger.objects.filter(fair__in=found):
        found[ledger.pk].added.update(ledger.counted)
    visits: Any = Arrival.objects.filter(fair__in=found).visits()
    for key, number in visits.values_list("fair").annotate(n=Count("pk")):
        found[key].added.update(visits=number)
    for key, number in talks_of(*fairs).values_list("booth__fair").annotate(n=Count("pk")):
        found[key].added.update(conversations=number)
    for name, pairs in _once(fairs, visits.values_list("fair", "who").distinct()):
        for key, one in pairs:
            found[key].once[name].add(one)
    return found


def _once(
    fairs: Sequence[Fair], came: Iterable[tuple[UUID, UUID]]
) -> Iterable[tuple[str, Iterable[tuple[UUID, UUID]]]]:
    """Pairs of a fair and one who counts once however many fairs there were."""
    keys = [fair.pk for fair in fairs]
    kinds = offered_positions(keys).order_by().values_list("booth__fair", "job_type").distinct()
    agreed = Intent.objects.filter(fair__in=keys).mutual().order_by()
    yield "employers", offered_booths(keys).values_list("fair", "employer")
    yield "job_types", kinds
    yield "people", came
    yield "mutual_people", agreed.values_list("fair", "person").distinct()
    yield "placed_elsewhere", placed_of(*fairs).values_list("fair", "who")
    yield "followed_up", calls_of(fairs, *MONTHS).values_list("fair", "who")
    for key, call in IN_WORK.items():
        yield key, calls_of(fairs, call).filter(result=Result.THERE).values_list("fair", "who")


def _sum(shares: Iterable[Share]) -> Share:
    return reduce(Share.__or__, shares, Share())


def _tables(fairs: list[Fair], shares: dict[UUID, Share]) -> list[Table]:
    rows = [(_said(fair), shares[fair.pk]) for fair in fairs]
    by_fair = [
        replace(table, parts=[fair.key for fair in fairs], is_of_fairs=True)
        for table in _grouped(FAIRS, _("每一场"), rows, LINES[2:])
    ]
    if len({_year(fair) for fair in fairs}) < 2:
        return by_fair
    return [*_grouped("years", _("每一年"), _by_year(fairs, shares), LINES), *by_fair]


def _grouped(
    key: str, title: str, rows: list[tuple[str, Share]], lines: Sequence[Counted]
) -> Iterator[Table]:
    for end, (what, figures) in GROUPS.items():
        said = _("%(title)s：%(what)s") % {"title": title, "what": what}
        yield _table(key + end, said, rows, [line for line in lines if line[0] in figures])


def _by_year(fairs: list[Fair], shares: dict[UUID, Share]) -> list[tuple[str, Share]]:
    years = sorted({_year(fair) for fair in fairs})
    return [
        (str(year), _sum(shares[fair.pk] for fair in fairs if _year(fair) == year))
        for year in years
    ]


def _table(
    key: str,
    title: str,
    parts: list[tuple[str, Share]],
    lines: Sequence[Counted],
) -> Table:
    columns = (
        Column("name", _("名称"), is_number=False),
        *(Column(name, words, adds=name not in ONCE) for name, words, _unit, _definition in lines),
    )
    rows: list[tuple[Cell, ...]] = [
        (name, *(share[column.key] for column in columns[1:])) for name, share in parts
    ]
    note = _(
        "上面的总数由这些行得来：岗位、招聘人数、人次、会话、组数是各行之和；单位、工种和"
        "求职者不加，同一个可能在几场里都有，总数里只算一次。"
    )
    return Table(key, title, note, columns, rows)


def _pictures(fairs: list[Fair], shares: dict[UUID, Share]) -> list[Bars]:
    by_year = _by_year(fairs, shares)
    parts = by_year if len(by_year) > 1 else [(_said(fair), shares[fair.pk]) for fair in fairs]
    return [
        Bars(
            "people",
            BY_KEY["people"].name,
            Unit.PEOPLE,
            [(name, one["people"]) for name, one in parts],
        ),
        Bars(
            "agreed",
            BY_KEY["mutual_people"].name,
            Unit.PEOPLE,
            [(name, one["mutual_people"]) for name, one in parts],
        ),
    ]


def _period(first: int, last: int) -> str:
    if first == last:
        return _("%(year)d 年") % {"year": last}
    return _("%(first)d–%(last)d 年") % {"first": first, "last": last}


def _said(fair: Fair) -> str:
    return f"{fair.starts_at.astimezone(fair.zone_info):%Y-%m-%d} {fair.in_language('name')}"


def _year(fair: Fair) -> int:
    return fair.starts_at.astimezone(fair.zone_info).year
