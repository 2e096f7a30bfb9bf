"""Two records of one human being on the list of one fair become one line."""

from django.utils import timezone

from jobfair.accounts.models import Person
from jobfair.attendance.models import Registration


def join_registrations(*, kept: Person, duplicate: Person) -> None:
    """What the duplicate is registered for the kept record is; where both are, it stands once.

    Both are held, so nobody registers either meanwhile. The duplicate's number goes on to
    lead to the person.
    """
    own = {one.fair_id: one for one in Registration.objects.filter(person=kept)}
    for other in Registration.objects.filter(person=duplicate):
        if other.fair_id in own:
            _join(own[other.fair_id], other)
        else:
            Registration.objects.filter(pk=other.pk).update(person=kept)


def _join(own: Registration, other: Registration) -> None:
    """Whoever comes by either of them comes; a paper that was looked at was looked at."""
    if other.withdrawn_at is None:
        other.withdrawn_at, own.withdrawn_at = timezone.now(), None
        other.save(update_fields=["withdrawn_at"])
    own.is_real_name = own.is_real_name or other.is_real_name
    own.save(update_fields=["withdrawn_at", "is_real_name"])
