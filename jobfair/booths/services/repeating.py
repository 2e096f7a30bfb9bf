"""The last fair's booths as the start of the next one's."""

from datetime import datetime

from django.db import transaction

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.booths.search import reindex_booth
from jobfair.booths.services.booths import BOOTH_FIELDS
from jobfair.booths.services.copying import copy_positions
from jobfair.booths.services.guard import require_placing
from jobfair.fairs.models import Fair, Zone
from jobfair.fairs.services import copy_fair, touch


@transaction.atomic
def repeat_fair(
    actor: User, *, fair: Fair, name: str, starts_at: datetime, with_booths: bool, name_en: str = ""
) -> Fair:
    """The last fair as a draft of the next one, with its booths when wanted."""
    copy = copy_fair(actor, fair=fair, name=name, starts_at=starts_at, name_en=name_en)
    if with_booths:
        copy_booths(actor, source=fair, target=copy)
    return copy


@transaction.atomic
def copy_booths(actor: User, *, source: Fair, target: Fair) -> list[Booth]:
    """The booths of one fair as unpublished booths of another, with their positions as drafts.

    Places are kept where the target has a zone of the same code with room.
    """
    require_placing(actor, target)
    zones = {zone.code: zone for zone in target.zones.all()}
    taken = set(target.booths.values_list("employer_id", flat=True))
    rows = source.booths.select_related("zone").exclude(employer__in=taken)
    booths = [_copied_booth(booth, target, zones) for booth in rows]
    touch(target.pk)
    return booths


def _copied_booth(booth: Booth, target: Fair, zones: dict[str, Zone]) -> Booth:
    zone = zones.get(booth.zone.code) if booth.zone else None
    fits = zone is not None and booth.number is not None and booth.number <= zone.places
    copy = Booth.objects.create(
        fair=target,
        employer_id=booth.employer_id,
        zone=zone if fits else None,
        number=booth.number if fits else None,
        **{field: getattr(booth, field) for field in BOOTH_FIELDS},
    )
    reindex_booth(copy)
    copy_positions(booth, copy)
    return copy
