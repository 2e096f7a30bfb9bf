"""Saying one's category of disability for one fair's statistics, and taking it back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.accounts.permissions import is_oneself
from jobfair.attendance.models import Category, Look, Registration, Telling
from jobfair.attendance.permissions import may_tell_category
from jobfair.common.errors import NotAllowed
from jobfair.common.sealing import reseal_each
from jobfair.fairs.services.guard import locked


@transaction.atomic
def tell_category(actor: User, *, registration: Registration, category: Category) -> None:
    """Keep what a person says of themselves until it is counted; what they said before is gone."""
    registration.fair = fair = locked(registration.fair)
    registration.refresh_from_db(fields=["withdrawn_at"])
    if not may_tell_category(actor, registration):
        raise NotAllowed("category_not_asked", _("这场招聘会现在不问残疾类别。"))
    person = registration.person
    Telling.objects.filter(fair=fair, person=person).delete()
    Telling(fair=fair, person=person).holding(category).save()


@transaction.atomic
def take_back_category(actor: User, *, registration: Registration) -> None:
    """Delete what was said, at once; what has been counted is deleted already."""
    if not is_oneself(actor, registration.person):
        raise NotAllowed("not_own", _("只有本人可以收回。"))
    locked(registration.fair)
    Telling.objects.filter(fair=registration.fair_id, person=registration.person_id).delete()


def forget_all_categories() -> None:
    """After a backup was put back: nobody knows which of these were taken back or counted since."""
    Telling.objects.all().delete()


def reseal_categories() -> tuple[int, int]:
    """Seal each by today's first key; how many, and how many no key opens."""
    return reseal_each(Telling.objects.values_list("pk", flat=True), _resealed)


@transaction.atomic
def _resealed(key: UUID) -> int:
    """One that was taken back meanwhile stays away."""
    row = Telling.objects.select_for_update().filter(pk=key).first()
    if row is None:
        return 0
    row.resealed().save(update_fields=["sealed"])
    return 1


def forget_categories(*, person: Person) -> None:
    """Delete what this person said and that it was read; tables that were made stand."""
    Telling.objects.filter(person=person).delete()
    Look.objects.filter(person=person).delete()
