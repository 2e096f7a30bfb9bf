"""What falls due with ledgers: what is kept as a count is counted afresh."""

from datetime import datetime

import structlog
from django.db.models import F, Max, Q

from jobfair.fairs.models import FairState
from jobfair.intents.audit import reconcile
from jobfair.intents.models import Ledger

log = structlog.get_logger(__name__)


def tick(*, now: datetime) -> int:
    """Count once when a fair has closed, before anybody takes its figures home; return how many."""
    ended = Q(fair__steps__after=FairState.CLOSED)
    over = (FairState.CLOSED, FairState.ARCHIVED)
    rows = Ledger.objects.filter(fair__state__in=over).select_related("fair")
    rows = rows.annotate(closed_at=Max("fair__steps__created_at", filter=ended))
    due = list(rows.filter(Q(checked_at=None) | Q(checked_at__lt=F("closed_at"))))
    for ledger in due:
        _check(ledger)
        Ledger.objects.filter(pk=ledger.pk).update(checked_at=now)
    return len(due)


def tidy(*, now: datetime) -> int:
    """Raise an alarm for each fair whose counts differ; no count is changed.

    Of every fair: long after it was put away people begin to work, and its counts move.
    """
    for ledger in Ledger.objects.select_related("fair"):
        _check(ledger)
    return 0


def _check(ledger: Ledger) -> None:
    """What reports and the board say of it until the next look is kept with the ledger."""
    found = reconcile(ledger)
    for measure, (kept, counted) in found.items():
        log.error(
            "ledger_difference",
            code=ledger.fair.key,
            measure=measure,
            kept=kept,
            counted=counted,
        )
    if ledger.differs != bool(found):
        Ledger.objects.filter(pk=ledger.pk).update(differs=bool(found))
