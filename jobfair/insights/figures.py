"""The registry of figures: each has one name, one definition, one unit and one way to be counted.

Whatever shows a figure of a fair (a page, a report, an export) takes it from here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobfair.accounts.models import WHO
from jobfair.attendance.models import Arrival, Place
from jobfair.booths.selectors.offered import Figures, offered_by_fair
from jobfair.chat.models import Conversation
from jobfair.common.later import Later
from jobfair.common.moment import at_one_moment
from jobfair.common.words import Words
from jobfair.fairs.models import Fair
from jobfair.insights.units import Unit, unit_words
from jobfair.intents.models import Ledger
from jobfair.outcomes.calls import MONTHS, Call, Result
from jobfair.outcomes.models import FollowUp, Placement

MINUTE = timedelta(minutes=1)
QUICK = 5 * MINUTE
ANSWERED_QUICKLY = Q(first_answered_at__lte=Later("first_asked_at", QUICK))
#: By figure, the call that asks whether somebody still works there.
IN_WORK = {"in_work_1": Call.MONTH_1, "in_work_3": Call.MONTH_3, "in_work_6": Call.MONTH_6}


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what exactly it counts, and in which unit."""

    key: str
    name: Words
    definition: Words
    unit: Unit


@dataclass(frozen=True)
class Value:
    """A figure of one fair; None when there is nothing it could be made of."""

    figure: Figure
    number: int | None

    @property
    def unit(self) -> str:
        return unit_words(self.figure.unit, self.number)


@dataclass(frozen=True)
class Answer:
    """All figures of a fair, true of its ledger's entry `number` and of the moment `at`."""

    fair: Fair
    number: int
    at: datetime
    values: dict[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.values[key]


Numbers = dict[str, int | None]
Source = Callable[[Fair], Numbers]


def _offered(fair: Fair) -> Numbers:
    return dict(asdict(offered_by_fair([fair.pk]).get(fair.pk, Figures())))


def _registered(fair: Fair) -> Numbers:
    standing = fair.registrations.standing().annotate(who=WHO)
    real_name = Count("who", distinct=True, filter=Q(is_real_name=True))
    return standing.aggregate(
        registered=Count("who", distinct=True), registered_real_name=real_name
    )


def _came(fair: Fair) -> Numbers:
    onsite, online = Q(place=Place.ONSITE), Q(place=Place.ONLINE)
    return (
        Arrival.objects.filter(fair=fair)
        .visits()
        .aggregate(
            people=Count("who", distinct=True),
            visits=Count("pk"),
            people_onsite=Count("who", filter=onsite, distinct=True),
            visits_onsite=Count("pk", filter=onsite),
            people_online=Count("who", filter=online, distinct=True),
            visits_online=Count("pk", filter=online),
        )
    )


def talks_of(*fairs: Fair) -> QuerySet[Conversation]:
    """The conversations that count: the jobseeker has written."""
    return Conversation.objects.filter(booth__fair__in=fairs, first_asked_at__isnull=False)


Talk = tuple[datetime | None, datetime | None]


def talked(talks: Iterable[Talk]) -> Numbers:
    """Figures of conversations, each by when the jobseeker first wrote and was first answered."""
    every = list(talks)
    waits = [answered - asked for asked, answered in every if asked and answered]
    minutes = [wait / MINUTE for wait in waits]
    return {
        "conversations": len(every),
        "answered_quickly": sum(1 for wait in waits if wait <= QUICK),
        "first_reply_median": round(median(minutes)) if minutes else None,
    }


def _talked(fair: Fair) -> Numbers:
    return talked(talks_of(fair).values_list("first_asked_at", "first_answered_at"))


def calls_of(fairs: Collection[Fair], *calls: Call) -> QuerySet:
    """The calls that count: somebody was reached, and no later record corrects it."""
    return FollowUp.objects.standing().reached().filter(fair__in=fairs, call__in=calls)


def placed_of(*fairs: Fair) -> QuerySet:
    return Placement.objects.standing().filter(fair__in=fairs).annotate(who=WHO)


def _followed(fair: Fair) -> Numbers:
    there = Q(result=Result.THERE)
    counts = {
        key: Count("who", distinct=True, filter=there & Q(call=call))
        for key, call in IN_WORK.items()
    }
    called = calls_of([fair], *MONTHS).aggregate(followed_up=Count("who", distinct=True), **counts)
    return called | placed_of(fair).aggregate(placed_elsewhere=Count("who", distinct=True))


def _ledger(fair: Fair) -> Numbers:
    ledger = Ledger.objects.filter(pk=fair.pk).first() or Ledger(fair=fair)
    return {
        **ledger.counted,
        "mutual_people": ledger.mutual_people,
        LEDGER_NUMBER: ledger.last,
    }


LEDGER_NUMBER = "ledger_number"
SOURCES: tuple[Source, ...] = (_offered, _registered, _came, _talked, _ledger, _followed)

FIGURES: tuple[Figure, ...] = (
    Figure(
        "employers",
        _("参会单位"),
        _("展位已发布的用人单位数。单位资料后来改过、要再审核的，也算。"),
        Unit.EMPLOYERS,
    ),
    Figure(
        "job_types",
        pgettext_lazy("figure", "工种"),
        _("招聘会上公开过的岗位里有多少种不同的工种。"),
        Unit.JOB_TYPES,
    ),
    Figure(
        "positions",
        pgettext_lazy("figure", "岗位"),
        _(
            "已发布的展位上公开过的岗位数。开放以后招满了、停止招聘的也算，"
            "开放以前就停止招聘或退回的不算。"
        ),
        Unit.POSITIONS,
    ),
    Figure(
        "openings",
        _("招聘人数"),
        _("招聘会上公开过的岗位的招聘人数之和。写“3 到 5 人”的算 3，写“若干”的算 1。"),
        Unit.OPENINGS,
    ),
    Figure(
        "registered", pgettext_lazy("figure", "报名"), _("报了名、没有取消的人数。"), Unit.PEOPLE
    ),
    Figure(
        "registered_real_name",
        _("实名报名"),
        _("报名的人里，工作人员看过证件的人数。"),
        Unit.PEOPLE,
    ),
    Figure(
        "people",
        _("参会人数"),
        _("到过现场或登录后进过线上展厅的求职者。一个人只算一次。"),
        Unit.PEOPLE,
    ),
    Figure(
        "visits",
        _("参会人次"),
        _("现场人次与线上人次之和。同一个人同一天既到现场又进线上展厅，算两次。"),
        Unit.VISITS,
    ),
    Figure(
        "people_onsite", _("现场参会人数"), _("到过现场的求职者。一个人只算一次。"), Unit.PEOPLE
    ),
    Figure(
        "visits_onsite",
        _("现场参会人次"),
        _("同一个人同一天到现场只算一次，另一天再来再算一次。"),
        Unit.VISITS,
    ),
    Figure(
        "people_online",
        _("线上参会人数"),
        _(
            "登录后打开过线上展厅里任何一页的求职者：展位列表、平面图、展位、岗位、会话、"
            "表示意向，都算进过线上展厅。没有登录的访客不算。一个人只算一次。"
        ),
        Unit.PEOPLE,
    ),
    Figure(
        "visits_online",
        _("线上参会人次"),
        _("同一个人同一天进线上展厅只算一次，另一天再来再算一次。"),
        Unit.VISITS,
    ),
    Figure(
        "conversations",
        pgettext_lazy("figure", "会话"),
        _("求职者发过消息的会话数。"),
        Unit.CONVERSATIONS,
    ),
    Figure(
        "answered_quickly",
        _("五分钟内回复"),
        _("求职者第一次发消息后，单位在五分钟内回复的会话数。"),
        Unit.CONVERSATIONS,
    ),
    Figure(
        "first_reply_median",
        _("首次回复用时"),
        _("从求职者第一次发消息到单位第一次回复的分钟数，取中位数。没有回复的不算在内。"),
        Unit.MINUTES,
    ),
    Figure(
        "jobseeker_only",
        _("只有求职者有意向"),
        _("求职者有意向、单位没有表示或不考虑的组数。一个人和一个岗位是一组。"),
        Unit.PAIRS,
    ),
    Figure(
        "employer_only",
        _("只有单位有意向"),
        _("单位有意向、求职者没有表示或不考虑的组数。一个人和一个岗位是一组。"),
        Unit.PAIRS,
    ),
    Figure(
        "mutual",
        _("达成初步意向（组）"),
        _("双方都表示有意向、到现在谁也没有收回的组数。一个人和一个岗位是一组。"),
        Unit.PAIRS,
    ),
    Figure(
        "mutual_people",
        _("达成初步意向（人）"),
        _("至少和一个岗位达成初步意向的求职者。和几个岗位达成，也只算一个人。"),
        Unit.PEOPLE,
    ),
    Figure("planned", _("约好面试"), _("面试约好、还没有面试的组数。"), Unit.PAIRS),
    Figure("interviewed", _("已面试"), _("面试过的组数，不论结果。"), Unit.PAIRS),
    Figure(
        "offered", _("决定录用"), _("单位决定录用、没有撤回的组数，不论对方是否接受。"), Unit.PAIRS
    ),
    Figure("accepted", _("接受录用"), _("求职者接受了录用、没有反悔的组数。"), Unit.PAIRS),
    Figure("started", _("已入职"), _("已经上班的组数，后来离职的也算。"), Unit.PAIRS),
    Figure(
        "placed_elsewhere",
        _("辅助性就业"),
        _("到辅助性就业机构或爱心商店工作的人数。一个人只算一次。"),
        Unit.PEOPLE,
    ),
    Figure(
        "followed_up",
        _("入职后回访到"),
        _("入职满 1、3、6 个月的回访里，至少联系上一次的人数。一个人只算一次。"),
        Unit.PEOPLE,
    ),
    Figure(
        "in_work_1",
        _("满 1 个月仍在岗"),
        _("满 1 个月的回访里，说还在岗的人数。没有联系上的不算。"),
        Unit.PEOPLE,
    ),
    Figure(
        "in_work_3",
        _("满 3 个月仍在岗"),
        _("满 3 个月的回访里，说还在岗的人数。没有联系上的不算。"),
        Unit.PEOPLE,
    ),
    Figure(
        "in_work_6",
        _("满 6 个月仍在岗"),
        _("满 6 个月的回访里，说还在岗的人数。没有联系上的不算。"),
        Unit.PEOPLE,
    ),
)

BY_KEY = {figure.key: figure for figure in FIGURES}


@at_one_moment
def figures_of(fair: Fair) -> Answer:
    """Every figure of the registry for one fair, with the ledger number it is true of."""
    numbers: Numbers = {}
    for source in SOURCES:
        numbers |= source(fair)
    values = {figure.key: Value(figure, numbers[figure.key]) for figure in FIGURES}
    return Answer(fair, numbers[LEDGER_NUMBER] or 0, timezone.now(), values)
