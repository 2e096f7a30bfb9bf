"""Where a booth stands, in words: pure functions of the fair, the booth and the moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.booths.models import Booth
from jobfair.booths.presence import BoothPresence, Presence, presence_of
from jobfair.fairs.models import Fair, Session
from jobfair.web import formatting
from jobfair.web.fair_words import midnight


@dataclass(frozen=True)
class BoothWords:
    """`look` names the shape and colour, `text` says the state, `hours` what was promised."""

    look: str
    text: str
    hours: str = ""

    @property
    def is_lit(self) -> bool:
        """Somebody is there: the door is drawn open."""
        return self.look in LIT


LIT = frozenset({"open", "busy"})
LOOKS = {
    Presence.OPEN: "open",
    Presence.BUSY: "busy",
    Presence.AWAY: "away",
    Presence.CLOSED: "closed",
    Presence.BEFORE: "published",
    Presence.OVER: "closed",
}


def booth_words(booth: Booth, now: datetime) -> BoothWords:
    """The state of a booth whose fair and sessions are at hand."""
    presence = presence_of(booth, now)
    return BoothWords(LOOKS[presence.state], _state(presence, booth.fair, now), _hours(booth, now))


def next_change(fair: Fair, booths: Iterable[Booth], now: datetime) -> datetime:
    """The next moment at which any of these words may turn false: at the latest midnight."""
    moments = [fair.starts_at, fair.ends_at, midnight(fair, now)]
    for booth in booths:
        moments += [moment for moment in (booth.staffed_until, booth.away_until) if moment]
        moments += [session.ends_at for session in booth.sessions.all()]
    return min(moment for moment in moments if moment > now)


def promised(sessions: Sequence[Session], fair: Fair, now: datetime) -> str:
    """The sessions still to come or running, at most three, as one sentence part."""
    rest = [session for session in sessions if session.ends_at > now]
    shown = _("、").join(_session(session, fair, now) for session in rest[:3])
    return (
        _("%(times)s等 %(number)d 场") % {"times": shown, "number": len(rest)}
        if rest[3:]
        else shown
    )


def _state(presence: BoothPresence, fair: Fair, now: datetime) -> str:
    if presence.state == Presence.OPEN:
        return _("现在有招聘人员，有空")
    if presence.state == Presence.BUSY:
        return ngettext(
            "现在有招聘人员，%(n)s 人在等回复", "现在有招聘人员，%(n)s 人在等回复", presence.waiting
        ) % {"n": formatting.count(presence.waiting)}
    if presence.state == Presence.AWAY and presence.until:
        return _("暂时离开，%(time)s回来") % {"time": _clock(presence.until, fair, now)}
    if presence.state == Presence.BEFORE:
        return _("招聘会还没有开始")
    return _("招聘会已结束") if presence.state == Presence.OVER else _("现在没有招聘人员，可以留言")


def _hours(booth: Booth, now: datetime) -> str:
    if booth.fair.is_over:
        return ""
    times = promised(sorted(booth.sessions.all(), key=lambda s: s.starts_at), booth.fair, now)
    return _("承诺在场：%(times)s") % {"times": times} if times else ""


def _session(session: Session, fair: Fair, now: datetime) -> str:
    start, end = (
        timezone.localtime(t, fair.zone_info) for t in (session.starts_at, session.ends_at)
    )
    if start.date() == end.date() == timezone.localtime(now, fair.zone_info).date():
        return _("今天 %(hours)s") % {"hours": formatting.hours(start, end)}
    return formatting.span(start, end)


def _clock(moment: datetime, fair: Fair, now: datetime) -> str:
    local = timezone.localtime(moment, fair.zone_info)
    if local.date() == timezone.localtime(now, fair.zone_info).date():
        return formatting.clock(local)
    return formatting.moment(local)
