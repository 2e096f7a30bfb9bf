"""Series and venues: what an organiser uses for one fair after another."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.fairs.models import Series, Venue
from jobfair.fairs.services.guard import require_organiser
from jobfair.fairs.services.revision import touch_all


@transaction.atomic
def add_series(actor: User, *, organiser: Organiser, name: str, name_en: str = "") -> Series:
    """The series of that name, made when there is none."""
    require_organiser(actor, organiser)
    series, made = Series.objects.get_or_create(
        organiser=organiser, name=name.strip(), defaults={"name_en": name_en.strip()}
    )
    return series if made or not name_en.strip() else _in_english(series, name_en)


@transaction.atomic
def name_series_in_english(actor: User, *, series: Series, name_en: str) -> Series:
    """Say what a series is called on English pages; every fair of it counts one public change."""
    require_organiser(actor, series.organiser)
    return _in_english(series, name_en)


def _in_english(series: Series, name_en: str) -> Series:
    series.name_en = name_en.strip()
    series.save(update_fields=["name_en"])
    touch_all(series.fairs.values_list("pk", flat=True))
    return series


@transaction.atomic
def add_venue(actor: User, *, organiser: Organiser, name: str, **fields: Any) -> Venue:
    require_organiser(actor, organiser)
    venue = Venue(organiser=organiser, name=name.strip(), **fields)
    _check_name(venue)
    venue.save()
    return venue


@transaction.atomic
def edit_venue(actor: User, *, venue: Venue, known: str = "", **fields: Any) -> Venue:
    """Change a venue; every fair held there counts one public change.

    `known` is the mark of these fields as the actor had read them.
    """
    require_organiser(actor, venue.organiser)
    venue = Venue.objects.select_for_update(of=("self",)).get(pk=venue.pk)
    require_known(known, mark_of_fields(venue, fields))
    for field, value in fields.items():
        setattr(venue, field, value)
    _check_name(venue)
    venue.save()
    touch_all(venue.fairs.values_list("pk", flat=True))
    return venue


def _check_name(venue: Venue) -> None:
    others = Venue.objects.filter(organiser=venue.organiser_id, name=venue.name)
    if others.exclude(pk=venue.pk).exists():
        raise Conflict(
            "venue_exists",
            _("已有同名场地。"),
            {"name": _("请换一个名称，或直接选用已有的那个。")},
        )
    if not venue.name:
        raise Invalid("venue_name_missing", _("请填写场地名称。"), {"name": _("请填写。")})
