"""What falls due for the outbox: events that nobody will ask for again are let go."""

from datetime import datetime, timedelta

from jobfair.outbox.services import forget_before

KEPT_FOR = timedelta(days=30)
AT_ONCE = 500


def tidy(*, now: datetime) -> int:
    """Forget a few events of a month ago; return how many."""
    return forget_before(now - KEPT_FOR, at_most=AT_ONCE)
