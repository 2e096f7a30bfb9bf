"""Booths: made, described, published."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, User
from jobfair.booths.models import Booth
from jobfair.booths.readiness import missing_for_booth
from jobfair.booths.search import forget, reindex_booth
from jobfair.booths.selectors import booths_to_prepare
from jobfair.booths.services.guard import booth_to_edit, refuse_over, require_placing
from jobfair.booths.services.returned import tell_returned
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of_content, require_known
from jobfair.fairs.models import Fair, Session
from jobfair.fairs.services import touch
from jobfair.fairs.services.guard import locked

BOOTH_FIELDS = frozenset(["intro", "intro_en", "hours_note", "hours_note_en"])


@transaction.atomic
def add_booth(actor: User, *, fair: Fair, employer: Employer) -> Booth:
    """Give an employer a booth at a fair; a second time gives the same one."""
    require_placing(actor, fair)
    if employer.organiser_id != fair.organiser_id:
        raise Invalid("foreign_employer", _("这家单位不在主办方的名册里。请先添加。"))
    booth, _made = Booth.objects.get_or_create(fair=fair, employer=employer)
    reindex_booth(booth)
    return booth


@transaction.atomic
def edit_booth(
    actor: User,
    *,
    booth: Booth,
    sessions: Iterable[Session] | None = None,
    known: str = "",
    **fields: Any,
) -> Booth:
    """Change a booth's texts and the sessions it promises to staff.

    `known` is the mark of what the actor had read: newer texts stay. A published booth
    may not lose what the public needs (Invalid names it).
    """
    booth = booth_to_edit(actor, booth)
    require_known(known, mark_of_booth(booth))
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
    reindex_booth(booth)
    touch(booth.fair_id)
    return booth


def mark_of_booth(booth: Booth) -> str:
    """The mark of a booth's texts and of the sessions it promises."""
    promised = sorted(booth.sessions.values_list("pk", flat=True))
    said = {name: getattr(booth, name) for name in BOOTH_FIELDS}
    return mark_of_content(said | {"sessions": promised})


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
        refuse_over(booth)
        booth.published_at = timezone.now()
        booth.save(update_fields=["published_at"])
        touch(booth.fair_id)
    return booth


@transaction.atomic
def publish_ready(actor: User, *, fair: Fair) -> list[Booth]:
    """Show every booth of a fair that lacks nothing; the others stay as they are."""
    require_placing(actor, fair)
    fair = locked(fair)
    waiting = booths_to_prepare(fair).filter(published_at=None)
    held = waiting.select_for_update(of=("self",))
    ready = [booth for booth in held if not missing_for_booth(booth)]
    if ready:
        refuse_over(ready[0])
        _publish(ready)
        touch(fair.pk)
    return ready


@transaction.atomic
def unpublish_booth(actor: User, *, booth: Booth) -> Booth:
    """Take it out of the hall, and out of what the fair offers."""
    booth = booth_to_edit(actor, booth)
    refuse_over(booth)
    booth.published_at = None
    booth.save(update_fields=["published_at"])
    touch(booth.fair_id)
    return booth


@transaction.atomic
def remove_booth(actor: User, *, booth: Booth) -> None:
    """Take a booth that was never shown out of a fair."""
    require_placing(actor, booth.fair)
    booth = booth_to_edit(actor, booth)
    if booth.is_published:
        raise Conflict("booth_published", _("展位已发布。请先撤下，再移除。"))
    touch(booth.fair_id)
    tell_returned(*booth.positions.select_related("booth"))
    forget(booth)
    try:
        booth.delete()
    except ProtectedError as held:
        raise Conflict(
            "booth_has_records",
            _("这个展位有会话或意向，记录要留着，不能移除。展位已经撤下，求职者看不到它。"),
        ) from held


def _publish(booths: list[Booth]) -> None:
    now = timezone.now()
    for booth in booths:
        booth.published_at = now
    Booth.objects.bulk_update(booths, ["published_at"])


def _refuse_loss(booth: Booth, missing_before: set[str]) -> None:
    lost = [m for m in missing_for_booth(booth) if m.field not in missing_before]
    if lost:
        raise Invalid(
            "booth_would_be_incomplete",
            _("展位已经发布，下面几项不能空着。"),
            {m.field: m.sentence for m in lost},
        )
