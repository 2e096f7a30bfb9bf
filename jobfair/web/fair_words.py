"""What a page says of a fair: figures as a sentence, facts of a venue, what its state means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobfair.booths.selectors.offered import Figures
from jobfair.common.words import Words
from jobfair.fairs.models import VENUE_FACTS, Answer, Fair, FairState, Venue
from jobfair.web import formatting
from jobfair.web.field_words import label_of


@dataclass(frozen=True)
class VenueFact:
    """One thing a person must know before setting out: what, the answer, and what to add."""

    label: Words
    symbol: str
    answer: Words
    note: str


SYMBOLS = {
    Answer.YES: "circle-check",
    Answer.PARTLY: "circle-dot",
    Answer.NO: "circle-x",
    Answer.UNKNOWN: "circle-question-mark",
}
Definition = tuple[Words, Words]
JOB_TYPES: Definition = (
    gettext_lazy("工种"),
    gettext_lazy("公开的岗位一共分多少种工作，例如包装工、客服。"),
)
OPENINGS: Definition = (
    gettext_lazy("招聘人数"),
    gettext_lazy("每个岗位要招的人数相加。写“3 到 5 人”的按 3 人算，写“若干”的按 1 人算。"),
)
NOW: tuple[Definition, ...] = (
    (gettext_lazy("用人单位"), gettext_lazy("通过审核、展位已发布的用人单位，每家只算一次。")),
    JOB_TYPES,
    (
        gettext_lazy("岗位"),
        gettext_lazy("通过审核、还在招聘的岗位。一个岗位可以招几个人，所以岗位数不等于招聘人数。"),
    ),
    OPENINGS,
)
AFTERWARDS: tuple[Definition, ...] = (
    (gettext_lazy("用人单位"), gettext_lazy("展位发布了的单位，一家算一个。")),
    JOB_TYPES,
    (
        gettext_lazy("岗位"),
        gettext_lazy(
            "招聘会上公开过的岗位，后来招满了的也算。一个岗位可以招几个人，所以岗位数不等于招聘人数。"
        ),
    ),
    OPENINGS,
)


def definitions_of(fair: Fair) -> tuple[Definition, ...]:
    """What the words of `figures_sentence` count."""
    return AFTERWARDS if fair.is_over else NOW


def figures_sentence(fair: Fair, figures: Figures) -> str:
    """``现在招聘的有 30 家用人单位，44 个工种，61 个岗位，一共招 245 人``; empty while the hall is.

    Of a fair that is over it says what there was.
    """
    if not figures.employers:
        return ""
    words = [
        employers_words(figures.employers),
        ngettext("%(n)s 个工种", "%(n)s 个工种", figures.job_types) % _n(figures.job_types),
        positions_words(figures.positions),
        openings_words(figures.openings),
    ]
    sentence = _("会上共有 %(what)s") if fair.is_over else _("现在招聘的有 %(what)s")
    return sentence % {"what": _("，").join(words)}


def employers_words(number: int) -> str:
    return ngettext("%(n)s 家用人单位", "%(n)s 家用人单位", number) % _n(number)


def positions_words(number: int) -> str:
    return ngettext("%(n)s 个岗位", "%(n)s 个岗位", number) % _n(number)


def openings_words(number: int) -> str:
    return ngettext("一共招 %(n)s 人", "一共招 %(n)s 人", number) % _n(number)


def venue_facts(venue: Venue) -> list[VenueFact]:
    """The accessibility of a venue, what nobody has looked at said as such."""
    return [
        VenueFact(
            label=label_of(Venue, name),
            symbol=SYMBOLS[Answer(getattr(venue, name))],
            answer=Answer(getattr(venue, name)).label,
            note=venue.in_language(f"{name}_note"),
        )
        for name in VENUE_FACTS
    ]


def has_unknown_facts(venue: Venue) -> bool:
    return any(getattr(venue, name) == Answer.UNKNOWN for name in VENUE_FACTS)


def notice_of(fair: Fair) -> str:
    """What a person should know about the fair's state first; empty when all is as it looks."""
    notices = {
        FairState.DRAFT: _("这场招聘会还没有发布，现在只有主办方看得到这一页。"),
        FairState.CLOSED: _(
            "这场招聘会已经结束。岗位留在这里供您查看。是否还在招聘，请问用人单位。"
        ),
        FairState.ARCHIVED: _("这场招聘会已经结束并归档。岗位只供查看，不再招聘。"),
    }
    return notices.get(FairState(fair.state), "")


def opens_words(fair: Fair, now: datetime) -> str:
    """When it begins, for a fair that is still to come: ``今天``, ``明天``, ``还有 5 天``."""
    if fair.state != FairState.PUBLISHED:
        return ""
    start = timezone.localtime(fair.starts_at, fair.zone_info)
    today = timezone.localtime(now, fair.zone_info).date()
    left = (start.date() - today).days
    if left <= 0:
        return _("今天%(time)s开始") % {"time": formatting.clock(start)}
    if left == 1:
        return _("明天%(time)s开始") % {"time": formatting.clock(start)}
    return ngettext("还有 %(n)s 天", "还有 %(n)s 天", left) % _n(left)


def midnight(fair: Fair, now: datetime) -> datetime:
    """The end of today where the fair is: until then, words such as “tomorrow” hold."""
    local = timezone.localtime(now, fair.zone_info)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _n(number: int) -> dict[str, str]:
    return {"n": formatting.count(number)}
