"""Who may speak in the ledger for which side, and who may read it."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import Person, User
from jobfair.accounts.permissions import is_oneself, may_keep_record, roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth, Position
from jobfair.booths.permissions import may_see_position, may_staff_booth
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.permissions import may_help_fair
from jobfair.intents.models import Intent
from jobfair.intents.steps import Side


def may_express_interest(user: User | AnonymousUser, position: Position) -> bool:
    """A jobseeker who can see the position, until its fair is archived; never the booth's own reps."""
    is_jobseeker = roles_of(user).has(Role.JOBSEEKER, None)
    if not is_jobseeker or position.booth.fair.state == FairState.ARCHIVED:
        return False
    return may_see_position(user, position) and not may_staff_booth(user, position.booth)


def may_record_for_others(user: User | AnonymousUser, fair: Fair) -> bool:
    """Record what was agreed by telephone or on site, for either side: the fair's advisers."""
    return roles_of(user).has(Role.ADVISER, fair.organiser_id)


def may_speak_for(
    user: User | AnonymousUser, side: Side, person: Person, position: Position
) -> bool:
    """One's own side only: the person, or a rep of the booth. Nobody says yes for the other."""
    if side == Side.JOBSEEKER:
        return is_oneself(user, person)
    return may_staff_booth(user, position.booth)


def may_work_intents(user: User | AnonymousUser, booth: Booth) -> bool:
    return may_staff_booth(user, booth)


def may_see_intent(user: User | AnonymousUser, intent: Intent) -> bool:
    """Both sides, and the advisers and organisers of the fair."""
    if is_oneself(user, intent.person) or may_staff_booth(user, intent.booth):
        return True
    return may_record_for_others(user, intent.fair) or may_help_fair(user, intent.fair)


def may_write_staff_note(user: User | AnonymousUser, intent: Intent) -> bool:
    return may_staff_booth(user, intent.booth)


def may_read_ledger(user: User | AnonymousUser, fair: Fair) -> bool:
    return may_help_fair(user, fair)


def may_merge(user: User | AnonymousUser, duplicate: Person) -> bool:
    """The body that put the duplicate on record."""
    return duplicate.organiser is not None and may_keep_record(user, duplicate.organiser)


def may_erase(user: User | AnonymousUser, person: Person) -> bool:
    """Oneself; for a record without an account, the body that keeps it."""
    if person.user_id is not None:
        return is_oneself(user, person)
    return person.organiser is not None and may_keep_record(user, person.organiser)
