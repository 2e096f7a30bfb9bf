"""The report of one fair: its sentence, every figure with its definition, and the tables."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.common.models import is_english
from jobfair.fairs.models import Fair, Mode
from jobfair.insights import breakdowns
from jobfair.insights.breakdowns import Moment, Part
from jobfair.insights.figures import FIGURES, UNITS, Answer, figures_of
from jobfair.insights.report.document import Bars, Cell, Column, Document, Line, Table
from jobfair.insights.sentences import sentence

NAMES = {figure.key: figure.name for figure in FIGURES}
#: On more days than these, a row for each hour says nothing any more.
DAYS_BY_HOUR = 3
BARS = 12

ADDS_UP = gettext_lazy("每一列加起来，等于上面的数。")
PAIRS = gettext_lazy("意向按组算：一个人和一个岗位是一组。一个人可能和几家达成，所以这里不按人算。")


@transaction.atomic
def report_of(fair: Fair) -> Document:
    """Everything a report of this fair says, all of it true of one moment."""
    answer = figures_of(fair)
    tables = [table for table in _tables(fair) if table.rows]
    return Document(
        title=_("%(fair)s 总结报告") % {"fair": _said(fair)},
        sentence=sentence(answer),
        facts=_facts(fair),
        figures=[_line(answer, figure.key) for figure in FIGURES],
        tables=tables,
        at=answer.at,
        number=answer.number,
        pictures=[picture for picture in _pictures(answer, tables) if picture.bars],
        fair=fair.pk,
    )


def _line(answer: Answer, key: str) -> Line:
    value = answer[key]
    return Line(key, value.figure.name, value.number, value.unit, value.figure.definition)


def _facts(fair: Fair) -> list[tuple[str, str]]:
    first, last = (moment.astimezone(fair.zone_info) for moment in (fair.starts_at, fair.ends_at))
    partners = _("、").join(partner.name for partner in fair.co_organisers.order_by("name"))
    venue = fair.venue.name if fair.is_onsite and fair.venue else ""
    said = [
        (_("主办"), fair.organiser.name),
        (_("承办"), partners),
        (_("时间"), f"{first:%Y-%m-%d %H:%M} – {last:%Y-%m-%d %H:%M}"),
        (_("形式"), str(Mode(fair.mode).label)),
        (_("场地"), venue),
        (_("状态"), fair.get_state_display()),
    ]
    return [(term, words) for term, words in said if words]


def _tables(fair: Fair) -> list[Table]:
    unsaid = _("没有写明")
    return [
        _by_part("employers", _("按用人单位"), breakdowns.by_employer(fair), breakdowns.OF_BOOTHS),
        _by_part("job_types", _("按工种"), breakdowns.by_job_type(fair), breakdowns.OF_POSITIONS),
        _by_part(
            "districts",
            _("按工作所在区"),
            breakdowns.by_district(fair, unsaid),
            breakdowns.OF_POSITIONS,
        ),
        _by_time(fair, breakdowns.by_hour(fair)),
    ]


def _by_part(key: str, title: str, parts: list[Part], names: tuple[str, ...]) -> Table:
    columns = (Column("name", _("名称"), is_number=False), *(Column(n, NAMES[n]) for n in names))
    rows: list[tuple[Cell, ...]] = [
        (part.name, *(part.numbers[name] for name in names)) for part in parts
    ]
    return Table(key, title, f"{ADDS_UP}{PAIRS}", columns, rows)


def _by_time(fair: Fair, moments: list[Moment]) -> Table:
    is_long = (fair.ends_at - fair.starts_at).days > DAYS_BY_HOUR
    form = "%Y-%m-%d" if is_long else "%m-%d %H:00"
    names = breakdowns.BY_TIME
    rows: dict[str, list[int]] = {}
    for moment in moments:
        row = rows.setdefault(f"{moment.begins:{form}}", [0] * len(names))
        for place, name in enumerate(names):
            row[place] += moment.numbers[name]
    heading = _("日期") if is_long else _("从几点起的一小时")
    columns = (
        Column("time", heading, is_number=False),
        *(Column(name, NAMES[name]) for name in names),
    )
    note = _(
        "人次算在当天第一次到的时候，会话算在求职者第一次发消息的时候，初步意向算在双方都表示有意向的时候。"
    )
    filled: list[tuple[Cell, ...]] = [(when, *row) for when, row in rows.items()]
    title = _("按日期") if is_long else _("按时间")
    return Table("time", title, f"{note}{ADDS_UP}", columns, filled)


def _pictures(answer: Answer, tables: list[Table]) -> list[Bars]:
    by_key = {table.key: table for table in tables}
    return [_path(answer), *_largest(by_key)]


def _path(answer: Answer) -> Bars:
    """From the first word to the first working day, in pairs."""
    one_sided = (answer["jobseeker_only"].number or 0) + (answer["employer_only"].number or 0)
    steps = [(_("只有一方有意向"), one_sided)]
    steps += [
        (str(NAMES[key]), answer[key].number or 0)
        for key in ("mutual", "interviewed", "offered", "accepted", "started")
    ]
    bars = steps if any(number for _name, number in steps) else []
    return Bars("path", _("从意向到入职"), UNITS[answer["mutual"].figure.unit], bars)


def _largest(tables: dict[str, Table]) -> list[Bars]:
    """The job types with most openings."""
    if "job_types" not in tables:
        return []
    table = tables["job_types"]
    pairs = zip(table.column("name"), table.column("openings"), strict=True)
    bars = [(str(name), int(number or 0)) for name, number in pairs if number][:BARS]
    return [Bars("openings", _("招聘人数最多的工种"), _("人"), bars)]


def _said(fair: Fair) -> str:
    return (is_english() and fair.name_en) or fair.name
