"""What falls due with those who came: the table by category, and records kept no longer."""

from datetime import datetime

import structlog
from django.conf import settings

from jobfair.attendance.models import Look
from jobfair.attendance.services import make_category_table
from jobfair.common.sealing import Unreadable
from jobfair.fairs.models import Fair, FairQuerySet

log = structlog.get_logger(__name__)


def tick(*, now: datetime) -> int:
    """Make the table of each fair that is over, once; return how many."""
    return sum(_made(fair) for fair in _due(now))


def tidy(*, now: datetime) -> int:
    """Raise an alarm for each table that cannot be made, and let old looks go."""
    for fair in _due(now):
        if not _made(fair):
            log.error("categories_unreadable", code=fair.key)
    limit = now - settings.RETENTION["looks"]
    return Look.objects.filter(created_at__lt=limit).delete()[0]


def _due(now: datetime) -> FairQuerySet:
    return Fair.objects.settled(now).filter(category_table=None)


def _made(fair: Fair) -> bool:
    try:
        make_category_table(fair=fair)
    except Unreadable:
        return False
    return True
