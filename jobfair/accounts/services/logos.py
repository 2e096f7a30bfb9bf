"""An employer's logo: put up, described, taken away, and had back."""

from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, User
from jobfair.accounts.permissions import may_edit_employer
from jobfair.accounts.services.employers import touch
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.common.images import (
    describe_picture,
    discard_picture,
    prepare_picture,
    store_picture,
)
from jobfair.common.models import Picture

KEPT_AFTER_CHANGE = timedelta(hours=1)


def set_logo(
    actor: User, *, employer: Employer, upload: IO[bytes], alt: str, alt_en: str = ""
) -> Employer:
    """Set the employer's logo; the one before can be had back for an hour."""
    _require_editing(actor, employer)
    prepared = prepare_picture(upload=upload, alt=alt, alt_en=alt_en)
    with transaction.atomic():
        employer = _locked(actor, employer)
        return _changed(employer, store_picture(prepared))


@transaction.atomic
def remove_logo(actor: User, *, employer: Employer) -> Employer:
    """Take the logo away; it can be had back for an hour. A second time changes nothing."""
    employer = _locked(actor, employer)
    return _changed(employer, None) if employer.logo else employer


@transaction.atomic
def restore_logo(actor: User, *, employer: Employer) -> Employer:
    """Put the former logo back; the one that stands there now becomes the former."""
    employer = _locked(actor, employer)
    if employer.former_logo is None:
        raise Conflict("logo_gone", _("原来的标志已经删掉了。想再用，请重新上传。"))
    former, employer.former_logo = employer.former_logo, None
    return _changed(employer, former)


@transaction.atomic
def describe_logo(
    actor: User, *, employer: Employer, alt: str, alt_en: str = "", known: str = ""
) -> Employer:
    """Say anew what stands for the logo; `known` is the mark of the words that were read."""
    employer = _locked(actor, employer)
    if employer.logo is None:
        raise Conflict("logo_gone", _("标志已经移除了。想再用，请重新上传。"))
    describe_picture(employer.logo.pk, alt=alt, alt_en=alt_en, known=known)
    touch(employer.organiser_id)
    return employer


def discard_former_logos(now: datetime) -> int:
    """Delete for good what was taken away over an hour ago, files too; gives the number."""
    due = Employer.objects.filter(logo_changed_at__lte=now - KEPT_AFTER_CHANGE)
    return sum(_discarded(key, now) for key in due.values_list("pk", flat=True))


@transaction.atomic
def _discarded(key: UUID, now: datetime) -> int:
    rows = Employer.objects.select_for_update(of=("self",)).select_related("former_logo")
    employer = rows.filter(pk=key, logo_changed_at__lte=now - KEPT_AFTER_CHANGE).first()
    if employer is None:
        return 0
    return _forgotten(employer)


def _forgotten(employer: Employer) -> int:
    former, employer.former_logo, employer.logo_changed_at = employer.former_logo, None, None
    employer.save(update_fields=["former_logo", "logo_changed_at"])
    if former:
        discard_picture(former)
    return int(former is not None)


def _changed(employer: Employer, logo: Picture | None) -> Employer:
    """One logo is kept besides the one that is shown; what was kept before goes."""
    forgotten = employer.former_logo
    employer.former_logo, employer.logo = employer.logo, logo
    employer.logo_changed_at = timezone.now() if employer.former_logo else None
    employer.save(update_fields=["logo", "former_logo", "logo_changed_at"])
    if forgotten:
        discard_picture(forgotten)
    touch(employer.organiser_id)
    return employer


def _locked(actor: User, employer: Employer) -> Employer:
    _require_editing(actor, employer)
    rows = Employer.objects.select_for_update(of=("self",))
    return rows.select_related("logo", "former_logo").get(pk=employer.pk)


def _require_editing(actor: User, employer: Employer) -> None:
    if not may_edit_employer(actor, employer):
        raise NotAllowed("not_of_employer", _("您不能修改这家单位的资料。"))
