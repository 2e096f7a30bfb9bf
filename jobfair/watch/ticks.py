"""What falls due in watching over fairs."""

from datetime import datetime

from jobfair.watch.services import look


def tick(*, now: datetime) -> int:
    return look(now)
