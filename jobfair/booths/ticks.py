"""What falls due at booths."""

from datetime import datetime

from jobfair.booths.services import discard_removed_materials, end_leases, tell_changes


def tick(*, now: datetime) -> int:
    return tell_changes(now) + end_leases(now)


def tidy(*, now: datetime) -> int:
    return discard_removed_materials(now)
