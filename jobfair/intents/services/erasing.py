"""A person asks to be forgotten: names and words go, numbers stay."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.common.errors import NotAllowed
from jobfair.intents.models import Remark, StaffNote
from jobfair.intents.permissions import may_erase


@transaction.atomic
def erase_person(actor: User, *, person: Person) -> Person:
    """Empty the record and its duplicates, and delete what was written about the person.

    The ledger holds no name and stays as it is, so every total stays exact.
    """
    if not may_erase(actor, person):
        raise NotAllowed("not_oneself", _("只有本人，或登记这条记录的单位，可以删除它。"))
    person = Person.objects.select_for_update().get(pk=person.pk)
    for one in [person, *person.duplicates.select_for_update()]:
        Remark.objects.filter(intent__person=one).delete()
        StaffNote.objects.filter(intent__person=one).delete()
        one.user, one.name, one.phone = None, "", ""
        one.erased_at = one.erased_at or timezone.now()
        one.save(update_fields=["user", "name", "phone", "erased_at"])
    return person
