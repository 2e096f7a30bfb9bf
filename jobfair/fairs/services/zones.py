"""The zones of a fair's hall and their rows of places."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max, RestrictedError
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of_content, require_known
from jobfair.fairs.models import Fair, Zone
from jobfair.fairs.services.guard import fair_to_help, refuse_incomplete
from jobfair.fairs.services.landmarks import number_the_way
from jobfair.fairs.services.revision import touch

LARGEST_SIDE = 50


@dataclass(frozen=True)
class ZonePlan:
    """One wanted zone; `id` names the zone it changes, none makes a new one."""

    code: str
    name: str
    name_en: str = ""
    rows: int = 1
    places_per_row: int = 10
    id: UUID | None = None


@transaction.atomic
def set_zones(actor: User, *, fair: Fair, plans: Sequence[ZonePlan], known: str = "") -> list[Zone]:
    """Make the fair's zones exactly these; `known` is the mark of those the actor had read.

    One that stays, by its id or else by its code, keeps its booths. A zone with booths
    cannot go, nor shrink below its highest number in use.
    """
    fair = fair_to_help(actor, fair)
    if not _stand_so(fair, plans):
        require_known(known, mark_of_zones(fair))
    _check(plans)
    pairs = _matched(fair, plans)
    _remove_except(fair, [zone for zone, _plan in pairs])
    _park([zone for zone, plan in pairs if zone.code != _code(plan)])
    for zone, plan in pairs:
        _save(zone, plan)
    _refuse_booths_outside(fair)
    number_the_way(fair)
    refuse_incomplete(fair)
    touch(fair.pk)
    return list(fair.zones.all())


def mark_of_zones(fair: Fair) -> str:
    rows = fair.zones.values_list("id", "code", "name", "name_en", "rows", "places_per_row")
    return mark_of_content({"zones": list(rows)})


def _stand_so(fair: Fair, plans: Sequence[ZonePlan]) -> bool:
    """Whether the zones are just what is wanted."""
    rows = fair.zones.values_list("code", "name", "name_en", "rows", "places_per_row")
    wanted = [
        (_code(plan), plan.name.strip(), plan.name_en.strip(), plan.rows, plan.places_per_row)
        for plan in plans
    ]
    return list(rows) == sorted(wanted)


def _code(plan: ZonePlan) -> str:
    return plan.code.strip().upper()


def _check(plans: Sequence[ZonePlan]) -> None:
    codes = [_code(plan) for plan in plans]
    if not all(codes):
        raise Invalid("zone_code_missing", _("每个展区都要有区号，例如 A。"))
    if len(set(codes)) != len(codes):
        raise Invalid("zone_code_twice", _("两个展区用了同一个区号。请改成不同的区号。"))
    sides = [side for plan in plans for side in (plan.rows, plan.places_per_row)]
    if not all(1 <= side <= LARGEST_SIDE for side in sides):
        raise Invalid("zone_size", _("排数和每排展位数都要在 1 到 50 之间。"))


def _matched(fair: Fair, plans: Sequence[ZonePlan]) -> list[tuple[Zone, ZonePlan]]:
    held = {zone.pk: zone for zone in fair.zones.all()}
    named = {plan.id for plan in plans}
    by_code = {zone.code: zone for zone in held.values() if zone.pk not in named}
    return [
        (held.get(plan.id) or by_code.get(_code(plan)) or Zone(fair=fair, code=_code(plan)), plan)  # type: ignore[arg-type]
        for plan in plans
    ]


def _save(zone: Zone, plan: ZonePlan) -> None:
    zone.code, zone.name, zone.name_en = _code(plan), plan.name.strip(), plan.name_en.strip()
    zone.rows, zone.places_per_row = plan.rows, plan.places_per_row
    zone.save()


def _park(moving: Sequence[Zone]) -> None:
    """Two zones may change letters: nobody holds a letter that another moves to."""
    for place, zone in enumerate(moving):
        Zone.objects.filter(pk=zone.pk).update(code=f"~{place}")


def _remove_except(fair: Fair, kept: Sequence[Zone]) -> None:
    try:
        with transaction.atomic():
            fair.zones.exclude(pk__in=[zone.pk for zone in kept]).delete()
    except RestrictedError as error:
        raise Conflict("zone_in_use", _("展区里还有展位。请先把展位移走。")) from error


def _refuse_booths_outside(fair: Fair) -> None:
    for zone in fair.zones.annotate(highest=Max("booths__number")):
        if zone.highest and zone.highest > zone.places:
            raise Conflict(
                "zone_too_small",
                _("%(zone)s 区的 %(number)d 号已有单位，展位数不能少于它。请先把这家单位移走。")
                % {"zone": zone.code, "number": zone.highest},
            )
