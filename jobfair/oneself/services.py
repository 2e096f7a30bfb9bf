"""Two records become one, and an account is given up: everything at once or nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from jobfair.accounts.erasures import ACCOUNTS, RECORDS, marked
from jobfair.accounts.models import Person, User
from jobfair.accounts.services import close_account, end_sessions
from jobfair.attendance.services import (
    forget_all_categories,
    forget_categories,
    join_registrations,
)
from jobfair.booths.events import staff_stream
from jobfair.booths.services import leave_booths
from jobfair.chat.services import forget_talk, hold_talk
from jobfair.common.errors import Conflict
from jobfair.intents.models import Intent
from jobfair.intents.services import erase_again, erase_person, merge_people
from jobfair.outbox.services import hold_streams
from jobfair.watch.services import forget_settling


@transaction.atomic
def merge_records(actor: User, *, kept: Person, duplicate: Person) -> Person:
    """Let a record without an account become part of the kept one, with all that hangs on it."""
    kept = merge_people(actor, kept=kept, duplicate=duplicate)
    join_registrations(kept=kept, duplicate=duplicate)
    return kept


def erase_account(actor: User) -> None:
    """Forget the actor: names, words, files and every way in are gone, and no total changes.

    Registrations, arrivals, the ledger and follow-ups stay without a name. Conflict for
    the only organiser of a body, and nothing is changed then. A second time changes nothing.
    """
    with transaction.atomic():
        name = actor.name
        hold_streams({*hold_talk(actor), *_desks_of_intents(actor)})
        person = Person.objects.filter(user=actor).first()
        if person is not None:
            erase_person(actor, person=person)
            forget_categories(person=person)
        leave_booths(actor)
        close_account(actor)
        forget_talk(actor, name=name)
        forget_settling(actor)
        end_sessions(actor)


def _desks_of_intents(actor: User) -> set[str]:
    """They are told before the talks are, which may be with other booths."""
    intents = Intent.objects.filter(person__in=Person.objects.of(actor))
    return {staff_stream(booth) for booth in intents.values_list("booth", flat=True)}


@dataclass
class Replayed:
    """What was erased again, and the accounts that could not be: each is its body's only organiser."""

    accounts: int = 0
    records: int = 0
    refused: list[str] = field(default_factory=list)


def replay_erasures() -> Replayed:
    """After a backup was put back: forget again whoever asked for it since that backup."""
    forget_all_categories()
    done = Replayed()
    for user in filter(None, (User.objects.filter(pk=key).first() for key in marked(ACCOUNTS))):
        if user.is_erased:
            continue
        try:
            erase_account(user)
            done.accounts += 1
        except Conflict:
            done.refused.append(user.key)
    for key in marked(RECORDS):
        person = Person.objects.filter(pk=key, erased_at=None, user=None).first()
        if person is not None:
            erase_again(person)
            done.records += 1
    return done
