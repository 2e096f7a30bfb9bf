"""Planning a fair: its texts and times, sessions, zones, venue and co-organisers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.accounts.permissions import may_organise
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.models import Fair, Series, Session, Venue, Zone
from jobfair.fairs.services.guard import fair_to_help, fair_to_run
from jobfair.fairs.services.revision import touch, touch_all

FAIR_FIELDS = frozenset(
    "name name_en series summary summary_en help_available help_available_en mode venue "
    "time_zone starts_at ends_at registration_opens_at registration_closes_at capacity "
    "contact_phone contact_email".split()
)


@dataclass(frozen=True)
class SessionPlan:
    starts_at: datetime
    ends_at: datetime
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class ZonePlan:
    code: str
    name: str
    name_en: str = ""
    rows: int = 1
    places_per_row: int = 10


@transaction.atomic
def add_fair(actor: User, *, organiser: Organiser, **fields: Any) -> Fair:
    """Begin a fair as a draft; Invalid says which times or numbers cannot be."""
    _require_organiser(actor, organiser)
    return _saved(Fair(organiser=organiser), fields)


@transaction.atomic
def edit_fair(actor: User, *, fair: Fair, **fields: Any) -> Fair:
    fair = fair_to_run(actor, fair)
    return _saved(fair, fields)


@transaction.atomic
def set_sessions(actor: User, *, fair: Fair, plans: Sequence[SessionPlan]) -> list[Session]:
    """Make the fair's sessions exactly these; those that stay (same start) keep their id."""
    fair = fair_to_run(actor, fair)
    ordered = sorted(plans, key=lambda plan: plan.starts_at)
    _check_sessions(fair, ordered)
    fair.sessions.exclude(starts_at__in=[plan.starts_at for plan in ordered]).delete()
    for plan in ordered:
        fair.sessions.update_or_create(
            starts_at=plan.starts_at,
            defaults={"ends_at": plan.ends_at, "name": plan.name, "name_en": plan.name_en},
        )
    touch(fair.pk)
    return list(fair.sessions.all())


@transaction.atomic
def set_zones(actor: User, *, fair: Fair, plans: Sequence[ZonePlan]) -> list[Zone]:
    """Make the fair's zones exactly these by code; a zone with booths in it cannot go."""
    fair = fair_to_help(actor, fair)
    codes = [plan.code.strip().upper() for plan in plans]
    if len(set(codes)) != len(codes):
        raise Invalid("zone_code_twice", _("两个展区用了同一个区号。请改成不同的区号。"))
    _remove_zones_except(fair, codes)
    for code, plan in zip(codes, plans, strict=True):
        fair.zones.update_or_create(
            code=code,
            defaults={
                "name": plan.name,
                "name_en": plan.name_en,
                "rows": plan.rows,
                "places_per_row": plan.places_per_row,
            },
        )
    touch(fair.pk)
    return list(fair.zones.all())


@transaction.atomic
def set_co_organisers(actor: User, *, fair: Fair, organisers: Iterable[Organiser]) -> Fair:
    fair = fair_to_run(actor, fair)
    fair.co_organisers.set(o for o in organisers if o.pk != fair.organiser_id)
    touch(fair.pk)
    return fair


@transaction.atomic
def add_series(actor: User, *, organiser: Organiser, name: str, name_en: str = "") -> Series:
    """The series of that name, made when there is none."""
    _require_organiser(actor, organiser)
    series, _made = Series.objects.get_or_create(
        organiser=organiser, name=name.strip(), defaults={"name_en": name_en}
    )
    return series


@transaction.atomic
def add_venue(actor: User, *, organiser: Organiser, **fields: Any) -> Venue:
    _require_organiser(actor, organiser)
    if Venue.objects.filter(organiser=organiser, name=fields["name"]).exists():
        raise Conflict("venue_exists", _("已有同名场地，请直接选用或换一个名称。"))
    return Venue.objects.create(organiser=organiser, **fields)


@transaction.atomic
def edit_venue(actor: User, *, venue: Venue, **fields: Any) -> Venue:
    _require_organiser(actor, venue.organiser)
    for field, value in fields.items():
        setattr(venue, field, value)
    venue.save()
    touch_all(venue.fairs.values_list("pk", flat=True))
    return venue


def _require_organiser(actor: User, organiser: Organiser) -> None:
    if not may_organise(actor, organiser):
        raise NotAllowed("not_organiser", _("只有主办方可以这样做。"))


def _saved(fair: Fair, fields: dict[str, Any]) -> Fair:
    unknown = fields.keys() - FAIR_FIELDS
    if unknown:
        raise TypeError(f"not a field of a fair: {sorted(unknown)}")
    for field, value in fields.items():
        setattr(fair, field, value)
    _check_times(fair)
    fair.save()
    touch(fair.pk)
    return fair


def _check_times(fair: Fair) -> None:
    if fair.ends_at <= fair.starts_at:
        raise Invalid(
            "fair_times", _("结束时间要晚于开始时间。"), {"ends_at": _("请改成晚于开始的时间。")}
        )
    opens, closes = fair.registration_opens_at, fair.registration_closes_at
    if (opens is None) != (closes is None):
        field = "registration_opens_at" if opens is None else "registration_closes_at"
        raise Invalid(
            "registration_window", _("报名开始和截止要一起填写。"), {field: _("请填写。")}
        )
    if opens and closes and not opens < closes <= fair.ends_at:
        raise Invalid(
            "registration_window",
            _("报名截止要晚于报名开始，且不晚于招聘会结束。"),
            {"registration_closes_at": _("请改这个时间。")},
        )
    outside = fair.sessions.exclude(starts_at__gte=fair.starts_at, ends_at__lte=fair.ends_at)
    if outside.exists():
        raise Invalid("sessions_outside", _("有场次落在新的时间之外。请先调整场次。"))
    if fair.is_onsite and fair.is_public and fair.venue_id is None:
        raise Invalid("venue_missing", _("线下招聘会需要选择场地。"), {"venue": _("请选择场地。")})


def _check_sessions(fair: Fair, ordered: Sequence[SessionPlan]) -> None:
    for plan in ordered:
        if plan.ends_at <= plan.starts_at:
            raise Invalid("session_times", _("场次的结束时间要晚于开始时间。"))
        if plan.starts_at < fair.starts_at or plan.ends_at > fair.ends_at:
            raise Invalid("session_outside", _("场次要在招聘会的开始和结束之间。"))
    for earlier, later in pairwise(ordered):
        if later.starts_at < earlier.ends_at:
            raise Invalid("sessions_overlap", _("两个场次的时间重叠了。请错开。"))


def _remove_zones_except(fair: Fair, codes: Sequence[str]) -> None:
    try:
        with transaction.atomic():
            fair.zones.exclude(code__in=codes).delete()
    except IntegrityError as error:
        raise Conflict("zone_in_use", _("展区里还有展位。请先把展位移走。")) from error
