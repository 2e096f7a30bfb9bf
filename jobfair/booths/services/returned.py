"""Telling an employer's reps that more or less was sent back to them."""

from jobfair.accounts.roles import Role
from jobfair.accounts.services.tasks import told_of_tasks
from jobfair.booths.models import Position
from jobfair.common.review import ReviewState
from jobfair.outbox.services import publish_all


def tell_returned(*positions: Position) -> None:
    """Their reps, where one of these stands as sent back; something about it changes now."""
    returned = [one for one in positions if one.review_state == ReviewState.RETURNED]
    if returned:
        publish_all(told_of_tasks(Role.REP, {one.booth.employer_id for one in returned}))
