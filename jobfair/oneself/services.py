"""Giving up one's account: through the one door, everything at once or nothing."""

from django.db import transaction

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import close_account, end_sessions
from jobfair.attendance.services import forget_categories
from jobfair.booths.services import leave_booths
from jobfair.chat.services import forget_talk
from jobfair.intents.services import erase_person
from jobfair.watch.services import forget_settling


def erase_account(actor: User) -> None:
    """Forget the actor: names, words, files and every way in are gone, and no total changes.

    Registrations, arrivals, the ledger and follow-ups stay without a name. Conflict for
    the only organiser of a body, and nothing is changed then. A second time changes nothing.
    """
    with transaction.atomic():
        name = actor.name
        person = Person.objects.filter(user=actor).first()
        if person is not None:
            erase_person(actor, person=person)
            forget_categories(person=person)
        leave_booths(actor)
        close_account(actor)
        forget_talk(actor, name=name)
        forget_settling(actor)
    end_sessions(actor)
