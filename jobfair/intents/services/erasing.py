"""A person asks to be forgotten: names and words go, numbers stay."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.erasures import RECORDS, mark_erased
from jobfair.accounts.models import Person, User
from jobfair.accounts.services import held
from jobfair.booths.events import DeskChanged, staff_stream
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.intents.models import Intent, Remark, StaffNote
from jobfair.intents.permissions import may_erase
from jobfair.outbox.services import forget_streams, publish_all


@transaction.atomic
def erase_person(actor: User, *, person: Person) -> Person:
    """Empty the record and its duplicates, and delete what was written about the person.

    The ledger holds no name and stays as it is, so every total stays exact.
    """
    person = held(Person.objects.all()).get(pk=person.pk)
    if not may_erase(actor, person):
        raise NotAllowed("not_oneself", _("只有本人，或登记这条记录的单位，可以删除它。"))
    if person.merged_into_id:
        raise Conflict("person_gone", _("这条记录刚刚并入了别的记录。请刷新页面再看。"))
    return _emptied(person)


@transaction.atomic
def erase_again(person: Person) -> Person:
    """After a backup was put back: as was asked for before, by whoever might ask for it then."""
    return _emptied(person)


def _emptied(person: Person) -> Person:
    person = held(Person.objects.all()).get(pk=person.pk)
    every = [person, *held(person.duplicates.all())]
    Remark.objects.filter(intent__person__in=every).delete()
    StaffNote.objects.filter(intent__person__in=every).delete()
    for one in every:
        one.user, one.name, one.phone = None, "", ""
        one.erased_at = one.erased_at or timezone.now()
        one.save(update_fields=["user", "name", "phone", "erased_at"])
        mark_erased(RECORDS, one.pk)
    _tell_booths(every)
    return person


def _tell_booths(people: Sequence[Person]) -> None:
    """What the booths were told holds the name: it is let go, and their open pages fetch afresh."""
    booths = Intent.objects.filter(person__in=people).values_list("booth", flat=True).distinct()
    streams = [staff_stream(booth) for booth in booths]
    forget_streams(streams)
    publish_all([(stream, DeskChanged()) for stream in streams])
