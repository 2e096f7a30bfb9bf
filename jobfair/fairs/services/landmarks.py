"""Where one comes into the hall and where one can ask, and the way that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Conflict, Invalid
from jobfair.fairs.floor import walk
from jobfair.fairs.models import Fair, Landmark, LandmarkKind, Side, Zone
from jobfair.fairs.services.guard import fair_to_help
from jobfair.fairs.services.revision import touch


@dataclass(frozen=True)
class LandmarkPlan:
    """One wanted landmark: beside which zone, by its letter, and on which side of it."""

    kind: str
    zone: str
    side: str
    name: str = ""
    name_en: str = ""


@transaction.atomic
def set_landmarks(actor: User, *, fair: Fair, plans: Sequence[LandmarkPlan]) -> list[Landmark]:
    """Make the fair's landmarks exactly these; booths are then listed from the entrance on."""
    fair = fair_to_help(actor, fair)
    _check(fair, plans)
    zones = {zone.code: zone for zone in fair.zones.all()}
    wanted = [_landmark(fair, plan, zones) for plan in plans]
    fair.landmarks.all().delete()
    Landmark.objects.bulk_create(wanted)
    number_the_way(fair)
    touch(fair.pk)
    return list(fair.landmarks.select_related("zone"))


def number_the_way(fair: Fair) -> None:
    """Number the zones as one meets them from the entrance; for services that hold the row."""
    zones = list(fair.zones.all())
    entrance = fair.landmarks.filter(kind=LandmarkKind.ENTRANCE).select_related("zone").first()
    way = walk(zones, entrance.zone) if entrance else []
    for zone in zones:
        zone.walk = way.index(zone) + 1 if way else 0
    Zone.objects.bulk_update(zones, ["walk"])


def _check(fair: Fair, plans: Sequence[LandmarkPlan]) -> None:
    if plans and not fair.is_onsite:
        raise Conflict("fair_online", _("线上招聘会没有入口和服务台。"))
    kinds = [plan.kind for plan in plans]
    if not set(kinds) <= set(LandmarkKind.values) or len(set(kinds)) != len(kinds):
        raise Invalid("landmark_kind", _("入口和服务台各标一处。"))
    if not {plan.side for plan in plans} <= set(Side.values):
        raise Invalid("landmark_side", _("请选择在展区的前面、后面、左边或右边。"))


def _landmark(fair: Fair, plan: LandmarkPlan, zones: dict[str, Zone]) -> Landmark:
    zone = zones.get(plan.zone)
    if zone is None:
        raise Invalid(
            "zone_unknown", _("没有这个展区。请重新选择。"), {plan.kind: _("请重新选择。")}
        )
    return Landmark(
        fair=fair,
        kind=plan.kind,
        zone=zone,
        side=plan.side,
        name=plan.name.strip(),
        name_en=plan.name_en.strip(),
    )
