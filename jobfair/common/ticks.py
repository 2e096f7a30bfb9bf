"""What falls due for files: those of changes that were taken back go."""

from datetime import datetime

from jobfair.common.images import discard_unkept


def tidy(*, now: datetime) -> int:
    return discard_unkept(now)
