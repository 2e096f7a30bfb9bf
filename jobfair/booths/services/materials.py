"""Pictures at a booth: put up, described, moved, taken off, put back."""

from datetime import datetime, timedelta
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Material
from jobfair.booths.services.guard import booth_to_edit, require_editing
from jobfair.common.errors import Conflict
from jobfair.common.images import (
    Prepared,
    describe_picture,
    discard_picture,
    prepare_picture,
    store_picture,
)
from jobfair.fairs.services.revision import touch

MOST_MATERIALS = 6
KEPT_AFTER_REMOVAL = timedelta(hours=1)


def add_material(
    actor: User, *, booth: Booth, upload: IO[bytes], alt: str, alt_en: str = ""
) -> Material:
    """Put a picture up, after those already there; at most six."""
    require_editing(actor, booth)
    _refuse_full(booth)
    return _put_up(actor, booth, prepare_picture(upload=upload, alt=alt, alt_en=alt_en))


@transaction.atomic
def _put_up(actor: User, booth: Booth, prepared: Prepared) -> Material:
    booth = booth_to_edit(actor, booth)
    _refuse_full(booth)
    picture = store_picture(prepared)
    last = booth.materials.last()
    material = Material.objects.create(
        booth=booth, picture=picture, order=last.order + 1 if last else 0
    )
    touch(booth.fair_id)
    return material


@transaction.atomic
def describe_material(
    actor: User, *, material: Material, alt: str, alt_en: str = "", known: str = ""
) -> None:
    """Say anew what a picture shows, for those who cannot see it.

    `known` is the mark of the words the actor had read: newer ones stay.
    """
    booth = booth_to_edit(actor, material.booth)
    describe_picture(material.picture_id, alt=alt, alt_en=alt_en, known=known)
    touch(booth.fair_id)


@transaction.atomic
def move_material(actor: User, *, material: Material, places: int) -> None:
    """Move a picture forward (negative) or back among those shown, as far as they reach."""
    booth = booth_to_edit(actor, material.booth)
    row = list(Material.with_removed.filter(booth=booth))
    shown = [each for each in row if each.removed_at is None]
    if material not in shown:
        return
    there = min(max(0, shown.index(material) + places), len(shown) - 1)
    at, to = row.index(material), row.index(shown[there])
    row.insert(to, row.pop(at))
    for order, each in enumerate(row):
        each.order = order
    Material.with_removed.bulk_update(row, ["order"])
    touch(booth.fair_id)


@transaction.atomic
def remove_material(actor: User, *, material: Material) -> None:
    """Take a picture off the booth; it can be put back for an hour."""
    booth = booth_to_edit(actor, material.booth)
    Material.objects.filter(pk=material.pk).update(removed_at=timezone.now())
    touch(booth.fair_id)


@transaction.atomic
def restore_material(actor: User, *, material: Material) -> None:
    """Put a removed picture back on its place."""
    booth = booth_to_edit(actor, material.booth)
    if material.removed_at is not None:
        _refuse_full(booth)
    Material.with_removed.filter(pk=material.pk).update(removed_at=None)
    touch(booth.fair_id)


def discard_removed_materials(now: datetime | None = None) -> int:
    """Delete for good what was removed over an hour ago, files too; gives the number."""
    due = Material.with_removed.removed_before((now or timezone.now()) - KEPT_AFTER_REMOVAL)
    return sum(_discarded(material) for material in due.select_related("picture"))


@transaction.atomic
def _discarded(material: Material) -> int:
    deleted, _by_model = material.delete()
    discard_picture(material.picture)
    return int(deleted > 0)


def _refuse_full(booth: Booth) -> None:
    if booth.materials.count() >= MOST_MATERIALS:
        raise Conflict("materials_full", _("一个展位最多 6 张图片。请先移除一张。"))
