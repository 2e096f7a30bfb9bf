"""The list of a fair, and who is on it."""

from django.db.models import Exists, OuterRef, Q

from jobfair.accounts.models import User
from jobfair.attendance.models import Arrival, Place, Registration, RegistrationQuerySet
from jobfair.fairs.models import Fair


def registered_at(fair: Fair, text: str = "") -> RegistrationQuerySet:
    """The fair's list by number, with whether each has come on site; narrowed by name or number."""
    here = Arrival.objects.filter(fair=fair, person=OuterRef("person"), place=Place.ONSITE)
    rows = Registration.objects.standing().filter(fair=fair).select_related("person__user")
    rows = rows.annotate(has_come=Exists(here))
    text = " ".join(text.split())
    if text.isdecimal() and len(text) < 8:
        return rows.filter(number=int(text))
    if text:
        return rows.filter(Q(person__name__icontains=text) | Q(person__user__name__icontains=text))
    return rows


def registration_of(user: User, fair: Fair) -> Registration | None:
    return Registration.objects.standing().filter(fair=fair, person__user=user).first()


def called(fair: Fair, text: str) -> list[Registration]:
    """Whom a rep on site means: by the whole number or the whole name, never by a part of it."""
    text = " ".join(text.split())
    if not text:
        return []
    rows = Registration.objects.standing().filter(fair=fair).select_related("person__user")
    if text.isdecimal() and len(text) < 8:
        return list(rows.filter(number=int(text)))
    return list(rows.filter(Q(person__name=text) | Q(person__user__name=text))[:20])
