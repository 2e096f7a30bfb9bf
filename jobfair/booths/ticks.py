"""What falls due at booths."""

from datetime import datetime

from jobfair.booths.services import discard_removed_materials


def tick(*, now: datetime) -> int:
    return discard_removed_materials(now)
