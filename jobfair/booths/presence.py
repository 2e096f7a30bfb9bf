"""Whether anybody is at a booth, as far as its reps have said so."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.booths.models import Booth
from jobfair.fairs.models import FairState


class Presence(models.TextChoices):
    OPEN = "open", _("有人在展位")
    AWAY = "away", _("暂时离开")
    CLOSED = "closed", _("现在没有人")
    BEFORE = "before", _("招聘会还没有开始")
    OVER = "over", _("招聘会已结束")


@dataclass(frozen=True)
class BoothPresence:
    """Where a booth stands now, and until when the word holds (None: until said otherwise)."""

    state: Presence
    until: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state == Presence.OPEN


def presence_of(booth: Booth, now: datetime | None = None) -> BoothPresence:
    now = now or timezone.now()
    if booth.fair.state in (FairState.DRAFT, FairState.PUBLISHED):
        return BoothPresence(Presence.BEFORE)
    if booth.fair.is_over:
        return BoothPresence(Presence.OVER)
    if booth.away_until and booth.away_until > now:
        return BoothPresence(Presence.AWAY, booth.away_until)
    if booth.is_staffed(now):
        return BoothPresence(Presence.OPEN, booth.staffed_until)
    return BoothPresence(Presence.CLOSED)
