"""Which call is due when, what it may find out, and which step of the ledger that is."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobfair.intents.steps import Stage, Step


class Call(models.TextChoices):
    """What an adviser calls about, in order."""

    ANSWER = "answer", _("问是否接受录用")
    START = "start", _("问是否已经上班")
    MONTH_1 = "month_1", _("满 1 个月回访")
    MONTH_3 = "month_3", _("满 3 个月回访")
    MONTH_6 = "month_6", _("满 6 个月回访")


class Result(models.TextChoices):
    ACCEPTED = "accepted", _("接受录用")
    THERE = "there", _("在岗")
    NOT_YET = "not_yet", _("还没有定")
    REFUSED = "refused", _("不接受或没有去")
    LEFT = "left", _("已离职")


class Reason(models.TextChoices):
    """Why somebody left or did not take the work, or was not reached; never about health."""

    PAY = "pay", _("工资或保险不合适")
    WAY = "way", _("路远，通勤不便")
    WORK = "work", _("工作内容不合适")
    ADJUSTMENT = "adjustment", _("需要的合理便利没有做到")
    OTHER_JOB = "other_job", _("找到了别的工作")
    ENDED = "ended", _("合同到期或单位辞退")
    PRIVATE = "private", _("个人原因，不多问")
    NO_ANSWER = "no_answer", _("没有人接")
    WRONG_NUMBER = "wrong_number", _("号码不对")
    LATER = "later", _("请以后再打")


MONTHS: Mapping[Call, int] = {Call.MONTH_1: 1, Call.MONTH_3: 3, Call.MONTH_6: 6}
NOT_REACHED = (Reason.NO_ANSWER, Reason.WRONG_NUMBER, Reason.LATER)
GONE = (Result.REFUSED, Result.LEFT)
RESULTS: Mapping[Call, tuple[Result, ...]] = {
    Call.ANSWER: (Result.ACCEPTED, Result.NOT_YET, Result.REFUSED),
    Call.START: (Result.THERE, Result.NOT_YET, Result.REFUSED),
    **dict.fromkeys(MONTHS, (Result.THERE, Result.LEFT)),
}
#: What is found out by telephone is also a step of the intent.
STEPS: Mapping[tuple[Call, Result], Step] = {
    (Call.ANSWER, Result.ACCEPTED): Step.ACCEPTED,
    (Call.ANSWER, Result.REFUSED): Step.REFUSED,
    (Call.START, Result.THERE): Step.STARTED,
    (Call.START, Result.REFUSED): Step.REFUSED,
    **{(month, Result.LEFT): Step.LEFT for month in MONTHS},
}
WAITS = {
    Stage.OFFERED: (Call.ANSWER, timedelta(days=7)),
    Stage.ACCEPTED: (Call.START, timedelta(days=14)),
}
AGAIN = timedelta(days=3)
#: A call about a month may be made these days before the month is full.
EARLY = timedelta(days=7)


@dataclass(frozen=True)
class Tried:
    """What one call that still holds came to."""

    call: Call
    on: date
    result: Result | None


@dataclass(frozen=True)
class Due:
    """The next call, from which day on, and how often it has been tried."""

    call: Call
    on: date
    tries: int = 0

    def may_be_made(self, today: date) -> bool:
        """Before an answer or a start at any time; about a month not long before it is full."""
        return self.call not in MONTHS or self.tries > 0 or self.on - EARLY <= today


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_call(stage: Stage, since: date, made: Iterable[Tried], today: date) -> Due | None:
    """What to call about next for work that stands at `stage` since that day; None when nothing.

    Of several months that are full only the newest is asked about.
    """
    tried = list(made)
    if stage in WAITS:
        call, after = WAITS[stage]
        return _again(Due(call, since + after), tried)
    if stage != Stage.STARTED or any(t.result == Result.LEFT for t in tried):
        return None
    done = [MONTHS[t.call] for t in tried if t.call in MONTHS and t.result]
    left = [
        Due(call, months_after(since, months))
        for call, months in MONTHS.items()
        if months > max(done, default=0)
    ]
    full = [due for due in left if due.on <= today]
    return _again((full[-1:] or left)[0], tried) if left else None


def _again(due: Due, tried: list[Tried]) -> Due:
    """Not before some days after it was last tried in vain."""
    before = [t.on for t in tried if t.call == due.call]
    if not before:
        return due
    return Due(due.call, max(due.on, max(before) + AGAIN), len(before))
