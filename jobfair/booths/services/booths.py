"""Booths: made, placed, described, published."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, User
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_place_booths
from jobfair.booths.readiness import missing_for_booth
from jobfair.booths.services.copying import copy_positions
from jobfair.booths.services.guard import booth_to_edit
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.models import Fair, Session, Zone
from jobfair.fairs.services import touch

BOOTH_FIELDS = frozenset(["intro", "intro_en", "hours_note", "hours_note_en"])


@transaction.atomic
def add_booth(actor: User, *, fair: Fair, employer: Employer) -> Booth:
    """Give an employer a booth at a fair; a second time gives the same one."""
    _require_placing(actor, fair)
    if employer.organiser_id != fair.organiser_id:
        raise Invalid("foreign_employer", _("这家单位不在本主办方的名册里。请先添加它。"))
    booth, _made = Booth.objects.get_or_create(fair=fair, employer=employer)
    return booth


@transaction.atomic
def place_booth(actor: User, *, booth: Booth, zone: Zone | None, number: int | None) -> Booth:
    """Put a booth on its place, or off the floor plan with neither zone nor number."""
    _require_placing(actor, booth.fair)
    booth = booth_to_edit(actor, booth)
    _check_place(booth, zone, number)
    booth.zone, booth.number = zone, number
    booth.save(update_fields=["zone", "number"])
    touch(booth.fair_id)
    return booth


@transaction.atomic
def edit_booth(
    actor: User, *, booth: Booth, sessions: Iterable[Session] | None = None, **fields: Any
) -> Booth:
    """Change a booth's texts and the sessions it promises to staff.

    A published booth may not lose what the public needs (Invalid names it).
    """
    booth = booth_to_edit(actor, booth)
    missing_before = {missing.field for missing in missing_for_booth(booth)}
    unknown = fields.keys() - BOOTH_FIELDS
    if unknown:
        raise TypeError(f"not a field of a booth: {sorted(unknown)}")
    for field, value in fields.items():
        setattr(booth, field, value)
    booth.save(update_fields=list(fields))
    if sessions is not None:
        booth.sessions.set(booth.fair.sessions.filter(pk__in=[s.pk for s in sessions]))
    if booth.is_published:
        _refuse_loss(booth, missing_before)
    touch(booth.fair_id)
    return booth


@transaction.atomic
def publish_booth(actor: User, *, booth: Booth) -> Booth:
    """Show the booth in the hall; Invalid lists what is missing."""
    booth = booth_to_edit(actor, booth)
    missing = missing_for_booth(booth)
    if missing:
        raise Invalid(
            "booth_incomplete",
            _("还差几项，补全后再发布。"),
            {m.field: m.sentence for m in missing},
        )
    if booth.published_at is None:
        booth.published_at = timezone.now()
        booth.save(update_fields=["published_at"])
        touch(booth.fair_id)
    return booth


@transaction.atomic
def unpublish_booth(actor: User, *, booth: Booth) -> Booth:
    booth = booth_to_edit(actor, booth)
    booth.published_at = None
    booth.save(update_fields=["published_at"])
    touch(booth.fair_id)
    return booth


@transaction.atomic
def remove_booth(actor: User, *, booth: Booth) -> None:
    """Take a booth that was never shown out of a fair."""
    _require_placing(actor, booth.fair)
    booth = booth_to_edit(actor, booth)
    if booth.is_published:
        raise Conflict("booth_published", _("展位已发布。请先撤下，再移除。"))
    touch(booth.fair_id)
    booth.delete()


@transaction.atomic
def copy_booths(actor: User, *, source: Fair, target: Fair) -> list[Booth]:
    """The booths of one fair as unpublished booths of another, with their positions as drafts.

    Places are kept where the target has a zone of the same code with room.
    """
    _require_placing(actor, target)
    zones = {zone.code: zone for zone in target.zones.all()}
    taken = set(target.booths.values_list("employer_id", flat=True))
    rows = source.booths.select_related("zone").exclude(employer__in=taken)
    booths = [_copied_booth(booth, target, zones) for booth in rows]
    touch(target.pk)
    return booths


def _refuse_loss(booth: Booth, missing_before: set[str]) -> None:
    lost = [m for m in missing_for_booth(booth) if m.field not in missing_before]
    if lost:
        raise Invalid(
            "booth_would_be_incomplete",
            _("展位已经发布，下面几项不能空着。"),
            {m.field: m.sentence for m in lost},
        )


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
    copy_positions(booth, copy)
    return copy


def _check_place(booth: Booth, zone: Zone | None, number: int | None) -> None:
    if zone is None and number is None:
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
    holder = zone.booths.filter(number=number).exclude(pk=booth.pk).first()
    if holder is not None:
        raise Conflict(
            "place_taken",
            _("%(place)s 已分给 %(employer)s。请选别的号，或先把它移开。")
            % {"place": holder.place, "employer": holder.employer},
        )


def _require_placing(actor: User, fair: Fair) -> None:
    if not may_place_booths(actor, fair):
        raise NotAllowed("not_organiser", _("只有主办方和承办方可以安排展位。"))
