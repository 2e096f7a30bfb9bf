"""What a body that runs and co-runs fairs says of itself."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.fairs.services.guard import require_organiser
from jobfair.fairs.services.revision import touch_all

ORGANISER_FIELDS = frozenset("name name_en city phone email".split())


@transaction.atomic
def edit_organiser(
    actor: User, *, organiser: Organiser, known: str = "", **fields: Any
) -> Organiser:
    """Correct a body's names, its city and how it is reached; every page that names it is stale.

    `known` is the mark of these fields as the actor had read them.
    """
    require_organiser(actor, organiser)
    unknown = fields.keys() - ORGANISER_FIELDS
    if unknown:
        raise TypeError(f"not a field of an organiser: {sorted(unknown)}")
    touch_all(organiser.fairs_co_run.values_list("pk", flat=True))
    organiser = Organiser.objects.select_for_update().get(pk=organiser.pk)
    require_known(known, mark_of_fields(organiser, fields))
    for field, value in fields.items():
        setattr(organiser, field, value.strip())
    _refuse_nameless(organiser)
    organiser.revision += 1
    organiser.save()
    return organiser


def _refuse_nameless(organiser: Organiser) -> None:
    empty = [field for field in ("name", "city") if not getattr(organiser, field)]
    if empty:
        raise Invalid("organiser_incomplete", _("还差一项。"), dict.fromkeys(empty, _("请填写。")))
    if Organiser.objects.filter(name=organiser.name).exclude(pk=organiser.pk).exists():
        sentence = _("已有同名的单位。请写全称，让人分得清。")
        raise Conflict("organiser_exists", sentence, {"name": sentence})
