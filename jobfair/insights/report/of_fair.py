"""The report of one fair: its sentence, every figure with its definition, and the tables."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.common.models import is_english
from jobfair.common.moment import at_one_moment
from jobfair.common.words import Words
from jobfair.fairs.models import Fair, Mode
from jobfair.insights import breakdowns
from jobfair.insights.figures import BY_KEY, FIGURES, Answer
from jobfair.insights.report import by_category
from jobfair.insights.report.document import Bars, Column, Document, Line, Table
from jobfair.insights.sentences import DIFFERS, sentence
from jobfair.insights.units import Unit
from jobfair.intents.models import Ledger

#: On more days than these, a row for each hour says nothing any more.
DAYS_BY_HOUR = 3
BARS = 12

ADDS_UP = gettext_lazy("每一列加起来，等于全场的总数；不能相加的，在这里说明。")


@at_one_moment
def report_of(fair: Fair) -> Document:
    """Everything a report of this fair says, all of it true of one moment."""
    answer, found = breakdowns.break_down_by(fair, _keys(fair))
    tables = [*(table_of(one) for one in found if one.parts), *by_category.of_fair(fair)]
    return Document(
        title=_("%(fair)s 总结报告") % {"fair": fair.in_language("name")},
        sentence=sentence(answer),
        facts=_facts(fair),
        figures=[_line(answer, figure.key) for figure in FIGURES],
        tables=tables,
        at=answer.at,
        number=answer.number,
        pictures=[picture for picture in _pictures(answer, tables) if picture.bars],
        fair=fair.pk,
        warning=warning_of([fair.pk]),
    )


def warning_of(fairs: Iterable[UUID]) -> Words:
    return DIFFERS if Ledger.objects.filter(fair__in=fairs, differs=True).exists() else ""


def _line(answer: Answer, key: str) -> Line:
    value = answer[key]
    return Line(key, value.figure.name, value.number, value.figure.unit, value.figure.definition)


def _facts(fair: Fair) -> list[tuple[str, str]]:
    first, last = (moment.astimezone(fair.zone_info) for moment in (fair.starts_at, fair.ends_at))
    partners = _("、").join(
        partner.in_language("name") for partner in fair.co_organisers.order_by("name")
    )
    venue = fair.venue.in_language("name") if fair.is_onsite and fair.venue else ""
    said = [
        (_("主办"), fair.organiser.in_language("name")),
        (_("承办"), partners),
        (_("时间"), period(first, last)),
        (_("形式"), str(Mode(fair.mode).label)),
        (_("场地"), venue),
        (_("状态"), fair.get_state_display()),
    ]
    return [(term, words) for term, words in said if words]


def period(first: datetime, last: datetime) -> str:
    """From when to when, in the reader's way of writing dates; the same day is said once."""
    begin = f"{date_format(first, 'DATE_FORMAT')} {first:%H:%M}"
    if first.date() == last.date():
        return f"{begin}–{last:%H:%M}"
    return f"{begin} – {date_format(last, 'DATE_FORMAT')} {last:%H:%M}"


def _keys(fair: Fair) -> tuple[str, ...]:
    is_long = (fair.ends_at - fair.starts_at).days > DAYS_BY_HOUR
    return ("booth", "job_type", "district", "mode", "day" if is_long else "hour")


def table_of(found: breakdowns.Table) -> Table:
    """A breakdown without columns of noughts; its note says which do not add up, and why."""
    columns = (
        Column("name", _("名称"), is_number=False),
        *(Column(c.figure.key, c.figure.name, adds=c.adds_up) for c in found.columns),
    )
    rows = [
        (part.name, *(part.numbers.get(c.figure.key, 0) for c in found.columns))
        for part in found.parts
    ]
    keys = [part.mark for part in found.parts]
    whole = Table(found.breakdown.key, str(found.breakdown.name), "", columns, rows, keys)
    table = whole.without_noughts()
    left = {column.key for column in table.columns}
    notes = [str(found.breakdown.definition), str(ADDS_UP)]
    notes += [
        _("%(name)s：%(text)s") % {"name": c.figure.name, "text": c.why_not_sum}
        for c in found.columns
        if c.figure.key in left and not c.adds_up
    ]
    return replace(table, note=(" " if is_english() else "").join(notes))


def _pictures(answer: Answer, tables: list[Table]) -> list[Bars]:
    by_key = {table.key: table for table in tables}
    return [_path(answer), *_largest(by_key)]


def _path(answer: Answer) -> Bars:
    """From the first word to the first working day, in pairs."""
    one_sided = (answer["jobseeker_only"].number or 0) + (answer["employer_only"].number or 0)
    steps = [(_("只有一方有意向"), one_sided)]
    steps += [
        (str(BY_KEY[key].name), answer[key].number or 0)
        for key in ("mutual", "interviewed", "offered", "accepted", "started")
    ]
    bars = steps if any(number for _name, number in steps) else []
    return Bars("path", _("从意向到入职"), Unit.PAIRS, bars)


def _largest(tables: dict[str, Table]) -> list[Bars]:
    """The job types with most openings."""
    if "job_type" not in tables:
        return []
    table = tables["job_type"]
    pairs = zip(table.column("name"), table.column("openings"), strict=True)
    bars = [(str(name), int(number or 0)) for name, number in pairs if number]
    largest = sorted(bars, key=lambda bar: -bar[1])[:BARS]
    return [Bars("openings", _("招聘人数最多的工种"), Unit.OPENINGS, largest)]
