"""Who follows up what became of people."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.fairs.models import Fair
from jobfair.intents.models import Intent
from jobfair.intents.permissions import may_record_for_others
from jobfair.outcomes.models import Placement


def may_follow_up(user: User | AnonymousUser, work: Intent | Placement) -> bool:
    """The advisers of the fair at which it began."""
    return may_record_for_others(user, work.fair)


def may_place(user: User | AnonymousUser, fair: Fair) -> bool:
    """Write down that somebody of the fair works in an aid centre or a kindness shop."""
    return may_record_for_others(user, fair)
