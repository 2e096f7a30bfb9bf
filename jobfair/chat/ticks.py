"""What falls due in conversations."""

from datetime import datetime

from jobfair.booths.services import note_waiting
from jobfair.chat.selectors import waiting_changed
from jobfair.chat.services import (
    discard_unkept_files,
    expire_handovers,
    forget_old_talk,
    remove_due_files,
)
from jobfair.common.ids import encode


def tick(*, now: datetime) -> int:
    return expire_handovers(now) + _tell_waiting(now)


def tidy(*, now: datetime) -> int:
    return discard_unkept_files(now) + remove_due_files(now) + forget_old_talk(now)


def _tell_waiting(now: datetime) -> int:
    """Tell each booth how many wait for its answer: gathered, so that no message pays for it."""
    changed = waiting_changed()
    for booth, waiting, newest in changed:
        note_waiting(booth, waiting=waiting, newest=encode(newest) if newest else "", now=now)
    return len(changed)
