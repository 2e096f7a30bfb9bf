"""Pictures at a booth."""

from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Material
from jobfair.booths.services.guard import booth_to_edit
from jobfair.common.errors import Conflict
from jobfair.common.images import store_picture
from jobfair.fairs.services.revision import touch

MOST_MATERIALS = 6


@transaction.atomic
def add_material(
    actor: User, *, booth: Booth, upload: IO[bytes], alt: str, alt_en: str = ""
) -> Material:
    booth = booth_to_edit(actor, booth)
    held = booth.materials.count()
    if held >= MOST_MATERIALS:
        raise Conflict("materials_full", _("一个展位最多 6 张图片。请先移除一张。"))
    picture = store_picture(upload=upload, alt=alt, alt_en=alt_en)
    material = Material.objects.create(booth=booth, picture=picture, order=held)
    touch(booth.fair_id)
    return material


@transaction.atomic
def remove_material(actor: User, *, material: Material) -> None:
    booth = booth_to_edit(actor, material.booth)
    material.delete()
    touch(booth.fair_id)
