"""Many fairs together: a year, or five, as a city accounts for them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.attendance.models import Arrival
from jobfair.booths.selectors.offered import offered_booths, offered_by_fair
from jobfair.common.moment import at_one_moment
from jobfair.common.words import Words
from jobfair.fairs.models import Fair, FairQuerySet, FairState, Mode
from jobfair.insights.figures import BY_KEY, FIGURES
from jobfair.insights.report import by_category
from jobfair.insights.report.document import Bars, Cell, Column, Document, Line, Table
from jobfair.insights.report.of_fair import warning_of
from jobfair.insights.sentences import over_time
from jobfair.insights.units import Unit
from jobfair.intents.models import Intent, Ledger

YEARS = 5
FAIRS = "fairs"
ADDED = ("positions", "openings", "visits", "mutual", "interviewed", "offered", "started")
VISITS = gettext_lazy("参会人次")
LINES: tuple[tuple[str, Words, Unit, Words], ...] = (
    (
        "fairs", gettext_lazy("招聘会"), Unit.FAIRS,
        gettext_lazy("正在进行和已经结束的招聘会，还没有开始的不算。"),
    ),
    ("online", gettext_lazy("其中线上"), Unit.FAIRS, gettext_lazy("只在线上办的招聘会。")),
    (
        "employers", BY_KEY["employers"].name, Unit.EMPLOYERS,
        gettext_lazy("展位已发布的用人单位。来过几场，也只算一家。"),
    ),
    ("positions", BY_KEY["positions"].name, Unit.POSITIONS, gettext_lazy("各场的岗位数之和。")),
    ("openings", BY_KEY["openings"].name, Unit.OPENINGS, gettext_lazy("各场的招聘人数之和。")),
    (
        "people", BY_KEY["people"].name, Unit.PEOPLE,
        gettext_lazy("到过现场或登录后进过线上展厅的求职者。来过几场，也只算一个人。"),
    ),
    ("visits", VISITS, Unit.VISITS, gettext_lazy("同一个人同一天在同一场里，现场和线上各只算一次。")),
    (
        "mutual_people", BY_KEY["mutual_people"].name, Unit.PEOPLE,
        gettext_lazy("至少和一个岗位达成初步意向的求职者。在几场里达成，也只算一个人。"),
    ),
    *(
        (figure.key, figure.name, figure.unit, figure.definition)
        for figure in FIGURES
        if figure.key in ("mutual", "interviewed", "offered", "started")
    ),
)  # fmt: skip
#: Those of which one may be at several fairs: never added up.
ONCE = ("employers", "people", "mutual_people")


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
        facts=[(_("主办"), _("、").join(sorted({fair.organiser.name for fair in fairs})))],
        figures=[Line(key, name, whole[key], unit, said) for key, name, unit, said in LINES],
        tables=[
            *(table for table in _tables(fairs, shares) if table.rows),
            *by_category.of_fairs(fairs),
        ],
        at=timezone.now(),
        pictures=_pictures(fairs, shares) if fairs else [],
        warning=warning_of(shares),
    )


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
    for name, pairs in _once(list(found), visits.values_list("fair", "who").distinct()):
        for key, one in pairs:
            found[key].once[name].add(one)
    return found


def _once(
    fairs: list[UUID], came: Iterable[tuple[UUID, UUID]]
) -> Iterable[tuple[str, Iterable[tuple[UUID, UUID]]]]:
    """Pairs of a fair and one who counts once however many fairs there were."""
    booths = offered_booths(fairs)
    agreed = Intent.objects.filter(fair__in=fairs).mutual()
    yield "employers", booths.values_list("fair", "employer")
    yield "people", came
    yield "mutual_people", agreed.values_list("fair", "person").distinct()


def _sum(shares: Iterable[Share]) -> Share:
    return reduce(Share.__or__, shares, Share())


def _tables(fairs: list[Fair], shares: dict[UUID, Share]) -> list[Table]:
    rows = [(_said(fair), shares[fair.pk]) for fair in fairs]
    by_fair = _table(FAIRS, _("每一场"), rows, LINES[2:])
    by_fair = replace(by_fair, parts=[fair.key for fair in fairs], is_of_fairs=True)
    if len({_year(fair) for fair in fairs}) < 2:
        return [by_fair]
    return [_table("years", _("每一年"), _by_year(fairs, shares), LINES), by_fair]


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
    lines: Sequence[tuple[str, Words, Unit, Words]],
) -> Table:
    columns = (
        Column("name", _("名称"), is_number=False),
        *(Column(name, words, adds=name not in ONCE) for name, words, _unit, _definition in lines),
    )
    rows: list[tuple[Cell, ...]] = [
        (name, *(share[column.key] for column in columns[1:])) for name, share in parts
    ]
    note = _(
        "上面的总数由这些行得来：岗位、人次、组数是各行之和；单位和人不加，同一家、同一个人"
        "可能来过几场，总数里一家、一人只算一次。"
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
