"""The table by category of disability: made once for a fair that is over, from what people said."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from jobfair.accounts.models import WHO
from jobfair.attendance.hiding import shown
from jobfair.attendance.models import UNSAID, Category, CategoryTable, Look, Telling
from jobfair.common.sealing import can_seal
from jobfair.fairs.models import Fair
from jobfair.fairs.services.guard import locked


@transaction.atomic
def make_category_table(*, fair: Fair) -> CategoryTable:
    """Count those who came, keep what may be shown, and delete what everybody said.

    A table that is there stays as it is. Unreadable if the key is no longer the one that sealed.
    """
    fair = locked(fair)
    known = CategoryTable.objects.filter(fair=fair).first()
    if known is not None:
        return known
    came = set(fair.arrivals.annotate(who=WHO).values_list("who", flat=True))
    was_asked = _was_asked(fair)
    said = _opened(one for one in fair.tellings.all() if one.person_id in came)
    groups = {category.value: said[category] for category in Category}
    groups[UNSAID] = len(came) - said.total()
    fair.tellings.all().delete()
    return CategoryTable.objects.create(
        fair=fair, people=len(came), shown=shown(groups, UNSAID) if was_asked else None
    )


def _was_asked(fair: Fair) -> bool:
    """Somebody registered themselves while the question could be put, and so came to see it."""
    own = fair.registrations.filter(made_by=F("person__user"))
    return fair.tellings.exists() or (can_seal() and own.exists())


def _opened(tellings: Iterable[Telling]) -> Counter[Category]:
    """How many said which; each of them can read later that it was looked at."""
    said: Counter[Category] = Counter()
    looks: list[Look] = []
    for telling in tellings:
        said[telling.opened()] += 1
        looks.append(Look(fair_id=telling.fair_id, person_id=telling.person_id))
    Look.objects.bulk_create(looks)
    return said
