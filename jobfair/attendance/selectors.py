"""The list of a fair, and who is on it."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from jobfair.accounts.models import WHO, User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.attendance.models import (
    Arrival,
    Category,
    CategoryTable,
    Look,
    Place,
    Registration,
    RegistrationQuerySet,
    Telling,
)
from jobfair.common.sealing import Unreadable, can_seal
from jobfair.fairs.models import Fair, FairQuerySet, FairState, Mode

#: In this order: where people stand at the door, where they will, and where a paper list is still typed in.
WITH_DOOR = (FairState.OPEN, FairState.PUBLISHED, FairState.CLOSED)
TYPED_IN_FOR = timedelta(days=30)


def with_door(user: User) -> FairQuerySet:
    """Fairs to which people come in person, whose list this adviser or door staff keeps."""
    roles = roles_of(user)
    bodies = roles.bodies(Role.DOOR) | roles.bodies(Role.ADVISER)
    rows = Fair.objects.filter(organiser__in=bodies, state__in=WITH_DOOR).exclude(mode=Mode.ONLINE)
    rows = rows.filter(ends_at__gt=timezone.now() - TYPED_IN_FOR)
    by_state = Case(*(When(state=state, then=n) for n, state in enumerate(WITH_DOOR)))
    return rows.select_related("venue").prefetch_related("sessions").order_by(by_state, "starts_at")


def registered_at(fair: Fair, text: str = "") -> RegistrationQuerySet:
    """The fair's list by number, with whether each has come on site; narrowed by name or number."""
    rows = Registration.objects.standing().filter(fair=fair).select_related("person__user")
    rows = rows.annotate(has_come=_came_onsite(fair))
    text, number = _name_or_number(text)
    if number is not None:
        return rows.filter(person__in=_numbered(fair, number))
    if text:
        return rows.filter(Q(person__name__icontains=text) | Q(person__user__name__icontains=text))
    return rows


def registration_of(user: User, fair: Fair) -> Registration | None:
    return Registration.objects.standing().filter(fair=fair, person__user=user).first()


def own_categories(user: User) -> list[tuple[Telling, Category]]:
    """What somebody has said of themselves, for nobody but them; without what no key opens any more."""
    said = []
    for telling in Telling.objects.filter(person__user=user).select_related("fair"):
        with suppress(Unreadable):
            said.append((telling, telling.opened()))
    return said


def own_category(user: User, fair: Fair) -> Category | None:
    said = own_categories(user)
    return next((category for telling, category in said if telling.fair_id == fair.pk), None)


def is_kept(registration: Registration) -> bool:
    """Whether there is something to take back, be it legible or not."""
    rows = Telling.objects.filter(fair=registration.fair_id, person=registration.person_id)
    return rows.exists()


def look_at(registration: Registration) -> Look | None:
    """When the counting read what this person had said."""
    return Look.objects.filter(fair=registration.fair_id, person=registration.person_id).first()


def awaits_category_table(fair: Fair) -> bool:
    """Whether people are asked, and the fair's table is made only when its planned end has passed."""
    is_shown = fair.is_upcoming or fair.state == FairState.CLOSED
    if not can_seal() or not is_shown or fair.ends_at <= timezone.now():
        return False
    return not CategoryTable.objects.filter(fair=fair).exists()


def called(fair: Fair, text: str) -> list[Registration]:
    """Whom a rep on site means of those who have come: by the whole number or name, never by a part."""
    text, number = _name_or_number(text)
    if not text:
        return []
    rows = in_hall(fair)
    if number is not None:
        return list(rows.filter(person__in=_numbered(fair, number)))
    return list(rows.filter(Q(person__name=text) | Q(person__user__name=text))[:20])


def in_hall(fair: Fair) -> RegistrationQuerySet:
    """Those on the list whom somebody has seen on site."""
    rows = Registration.objects.standing().filter(fair=fair).select_related("person__user")
    return rows.filter(_came_onsite(fair))


def _came_onsite(fair: Fair) -> Q:
    """Also when it was written down on a record that was merged into this one."""
    here, who = Arrival.objects.filter(fair=fair, place=Place.ONSITE), OuterRef("person")
    return Q(Exists(here.filter(person=who))) | Q(Exists(here.filter(person__merged_into=who)))


def _numbered(fair: Fair, number: int) -> QuerySet[Registration, UUID]:
    """Who was given this number; of a record that was merged, the other one."""
    rows = Registration.objects.filter(fair=fair, number=number)
    return rows.annotate(who=WHO).values_list("who", flat=True)


def _name_or_number(text: str) -> tuple[str, int | None]:
    """What was typed, without needless spaces, and the number it is when it can be one."""
    text = " ".join(text.split())
    return text, int(text) if text.isdecimal() and len(text) < 8 else None
