"""What falls due for what everybody shares: files of changes that were taken back, and limits that ended."""

from datetime import datetime

from django.core.cache import cache
from django.db import connection

from jobfair.common.images import discard_unkept

AT_ONCE = 500


def tidy(*, now: datetime) -> int:
    return discard_unkept(now) + forget_counters(now)


def forget_counters(now: datetime) -> int:
    """Let go of what is in the shared cache and holds no longer."""
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
    ended = f"SELECT cache_key FROM {table} WHERE expires < %s LIMIT {AT_ONCE}"  # noqa: S608
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE cache_key IN ({ended})", [moment])  # noqa: S608
        return cursor.rowcount
