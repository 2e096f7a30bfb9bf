"""What falls due with ledgers: every five minutes what is kept as a count is counted afresh."""

from datetime import datetime, timedelta

import structlog

from jobfair.fairs.models import FairState
from jobfair.intents.audit import reconcile
from jobfair.intents.models import Ledger

log = structlog.get_logger(__name__)
EVERY = timedelta(minutes=5)
#: When this worker last counted; another worker counting too does no harm.
last_run: datetime | None = None


def tick(*, now: datetime) -> int:
    """Raise an alarm for each fair whose counts differ; it changes nothing."""
    global last_run
    if last_run is not None and now - last_run < EVERY:
        return 0
    last_run = now
    for ledger in Ledger.objects.exclude(fair__state=FairState.ARCHIVED).select_related("fair"):
        if reconcile(ledger):
            log.error("ledger_difference", code=ledger.fair.key)
    return 0
