"""Whether anybody is at a booth: what reps have said, and what their open desks show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair, FairState


class Presence(models.TextChoices):
    OPEN = "open", _("有人在展位")
    BUSY = "busy", _("有人在等回复")
    AWAY = "away", _("暂时离开")
    CLOSED = "closed", _("现在没有人")
    BEFORE = "before", _("招聘会还没有开始")
    OVER = "over", _("招聘会已结束")


@dataclass(frozen=True)
class BoothPresence:
    """Where a booth stands now, until when the word holds, and how many wait for an answer.

    `until` is None where no end was said: an open desk counts as long as it is open.
    """

    state: Presence
    until: datetime | None = None
    waiting: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in (Presence.OPEN, Presence.BUSY)

    @property
    def told(self) -> str:
        """What people are told of it, as one short text that changes when the words do."""
        if self.state == Presence.AWAY and self.until:
            return f"{self.state} {self.until.isoformat()}"
        if self.state == Presence.BUSY:
            return f"{self.state} {self.waiting}"
        return str(self.state) if self.state == Presence.OPEN else ""


def lease_length() -> timedelta:
    """How long an open desk counts without being renewed."""
    return timedelta(seconds=settings.DESK_LEASE_SECONDS)


def presence_of(booth: Booth, now: datetime | None = None) -> BoothPresence:
    return presence_at(
        booth.fair, booth.away_until, booth.staffed_until, booth.waiting, now or timezone.now()
    )


def presence_at(
    fair: Fair,
    away_until: datetime | None,
    staffed_until: datetime | None,
    waiting: int,
    now: datetime,
) -> BoothPresence:
    """The same, by what is known of a booth."""
    if fair.state in (FairState.DRAFT, FairState.PUBLISHED):
        return BoothPresence(Presence.BEFORE)
    if fair.is_over:
        return BoothPresence(Presence.OVER)
    if away_until and away_until > now:
        return BoothPresence(Presence.AWAY, away_until)
    if staffed_until and staffed_until > now:
        said = staffed_until if staffed_until - now > lease_length() else None
        return BoothPresence(Presence.BUSY if waiting else Presence.OPEN, said, waiting)
    return BoothPresence(Presence.CLOSED)
