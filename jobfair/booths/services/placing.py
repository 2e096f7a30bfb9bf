"""Where each booth stands: one by one, or all that have no place yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.booths.services.guard import booth_to_edit, require_placing
from jobfair.booths.signs import sign_of
from jobfair.common.errors import Conflict, Invalid
from jobfair.fairs.models import Fair, Zone
from jobfair.fairs.services import touch
from jobfair.fairs.services.guard import locked


@dataclass(frozen=True)
class Place:
    """A number in a zone."""

    zone: Zone
    number: int

    def __str__(self) -> str:
        return sign_of(self.zone.code, self.number)


def free_places(fair: Fair) -> list[Place]:
    """Every place that holds no booth, in walking order."""
    held = fair.booths.exclude(zone=None).values_list("zone_id", "number")
    taken: set[tuple[UUID | None, int | None]] = set(held)
    return [
        Place(zone, number)
        for zone in fair.zones.order_by("walk", "code")
        for number in range(1, zone.places + 1)
        if (zone.pk, number) not in taken
    ]


def plan_places(fair: Fair) -> list[tuple[Booth, Place]]:
    """What `place_all` would do: booths without a place, first come first, on what is free."""
    waiting = fair.booths.filter(zone=None).select_related("employer").order_by("created_at", "pk")
    return list(zip(waiting, free_places(fair), strict=False))


@transaction.atomic
def place_all(
    actor: User, *, fair: Fair, expected: Sequence[tuple[UUID, str]] | None = None
) -> list[Booth]:
    """Put every booth without a place on the next free one, as `plan_places` says.

    `expected` is what the person was shown, booth and place; anything else is a Conflict.
    """
    require_placing(actor, fair)
    plan = plan_places(locked(fair))
    if expected is not None and [(booth.pk, str(place)) for booth, place in plan] != list(expected):
        raise Conflict("places_changed", _("展位刚刚有变化。请看新的安排，再确认。"))
    for booth, place in plan:
        _stand(booth, place.zone, place.number)
    touch(fair.pk)
    return [booth for booth, _place in plan]


@transaction.atomic
def clear_places(actor: User, *, fair: Fair, standing: Iterable[tuple[UUID, str]]) -> int:
    """Take booths off the places they were given; one that has moved since stays. Counts them."""
    require_placing(actor, fair)
    given = dict(standing)
    rows = fair.booths.select_for_update(of=("self",)).select_related("zone", "employer")
    still = [booth for booth in rows.filter(pk__in=given) if booth.place == given[booth.pk]]
    for booth in still:
        _refuse_published(booth)
    cleared = fair.booths.filter(pk__in=[b.pk for b in still]).update(zone=None, number=None)
    touch(fair.pk)
    return cleared


@transaction.atomic
def place_booth(actor: User, *, booth: Booth, zone: Zone | None, number: int | None) -> Booth:
    """Put a booth on its place, or off the floor plan with neither zone nor number.

    A published one may move to another place, but not to none: people look for it there.
    """
    require_placing(actor, booth.fair)
    booth = booth_to_edit(actor, booth)
    _check_place(booth, zone, number)
    _stand(booth, zone, number)
    touch(booth.fair_id)
    return booth


def _check_place(booth: Booth, zone: Zone | None, number: int | None) -> None:
    if zone is None and number is None:
        _refuse_published(booth)
        return
    if zone is None or number is None:
        raise Invalid("place_half", _("区和展位号要一起填写。"))
    if zone.fair_id != booth.fair_id:
        raise Invalid("zone_of_other_fair", _("这个展区不属于本场招聘会。"))
    if not 1 <= number <= zone.places:
        raise Invalid(
            "number_outside",
            _("%(zone)s 区的展位号是 1 到 %(places)d。")
            % {"zone": zone.code, "places": zone.places},
            {"number": _("请改成范围内的号。")},
        )
    _refuse_taken(booth, zone, number)


def _stand(booth: Booth, zone: Zone | None, number: int | None) -> None:
    """Write it down. Another booth may be put on the same place at the same moment."""
    booth.zone, booth.number = zone, number
    try:
        with transaction.atomic():
            booth.save(update_fields=["zone", "number"])
    except IntegrityError:
        if zone and number:
            _refuse_taken(booth, zone, number)
        raise


def _refuse_taken(booth: Booth, zone: Zone, number: int) -> None:
    holder = zone.booths.filter(number=number).exclude(pk=booth.pk).first()
    if holder is not None:
        raise Conflict(
            "place_taken",
            _("%(place)s 已分给 %(employer)s。请选别的号，或先把它移开。")
            % {"place": holder.place, "employer": holder.employer},
        )


def _refuse_published(booth: Booth) -> None:
    if booth.is_published:
        raise Conflict(
            "booth_published",
            _("%(employer)s 的展位已发布，求职者按 %(place)s 找它。请换一个位置，或者先撤下展位。")
            % {"employer": booth.employer, "place": booth.place},
        )
