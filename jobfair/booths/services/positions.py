"""Positions: added, changed, closed, removed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.permissions import may_review_positions
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.search import forget, reindex
from jobfair.booths.services.copying import next_order
from jobfair.booths.services.guard import booth_to_edit, position_to_edit, refuse_over
from jobfair.booths.services.returned import tell_returned
from jobfair.booths.services.review import reviewed
from jobfair.booths.vocabulary import Provision
from jobfair.booths.wording import flags_of
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of, require_known
from jobfair.common.review import ReviewState
from jobfair.fairs.services import touch

NOT_EDITED = frozenset(
    "id created_at booth job_type review_state review_note reviewed_by reviewed_at "
    "first_approved_at taken_off_at edited_at closed_at".split()
)
POSITION_FIELDS = frozenset(
    field.name for field in Position._meta.concrete_fields if field.name not in NOT_EDITED
)

COUNTED_FIELDS = ("headcount", "job_type", "district")


@transaction.atomic
def add_position(
    actor: User,
    *,
    booth: Booth,
    title: str,
    job_type: str,
    provisions: Iterable[str] = (),
    **fields: Any,
) -> Position:
    """Add a position as a draft; `job_type` is the name of a 工种, made when new."""
    booth = booth_to_edit(actor, booth)
    position = Position(booth=booth, title=title.strip(), job_type=_job_type(job_type))
    _set(position, fields)
    if "order" not in fields:
        position.order = next_order(booth)
    position.save()
    _set_provisions(position, provisions)
    reindex(position)
    touch(booth.fair_id)
    return position


@transaction.atomic
def edit_position(
    actor: User,
    *,
    position: Position,
    job_type: str | None = None,
    provisions: Iterable[str] | None = None,
    known: str = "",
    **fields: Any,
) -> Position:
    """Change a position; `known` is the mark of what the actor had read: newer texts stay.

    An approved one stays public unless the change brings flagged wording in: then it
    is reviewed again. It may not lose what a public position needs (Invalid names it).
    A reviewer's own change is a review. What figures count stays when the fair is over.
    """
    position = position_to_edit(actor, position)
    require_known(known, mark_of(position.edited_at))
    counted = _counted(position)
    flags_before = {flag.words for flag in flags_of(position)}
    missing_before = {missing.field for missing in missing_for_position(position)}
    if job_type is not None:
        position.job_type = _job_type(job_type)
    _set(position, fields)
    position.edited_at = timezone.now()
    flagged = {flag.words for flag in flags_of(position)} - flags_before
    is_reviewer = may_review_positions(actor, position.booth.fair)
    if position.was_public:
        _refuse_recount(position, counted)
    if position.is_approved:
        _refuse_loss(position, missing_before)
    if position.is_approved and flagged and not is_reviewer:
        position.review_state = ReviewState.SUBMITTED
        position.taken_off_at = position.edited_at
    position.save()
    if provisions is not None:
        _set_provisions(position, provisions)
    reindex(position)
    if is_reviewer and position.is_approved:
        return reviewed(position, actor, ReviewState.APPROVED, "")
    touch(position.booth.fair_id)
    return position


@transaction.atomic
def close_position(actor: User, *, position: Position) -> Position:
    """Stop recruiting: off the public pages, kept on record."""
    return _set_closed(position_to_edit(actor, position), timezone.now())


@transaction.atomic
def reopen_position(actor: User, *, position: Position) -> Position:
    return _set_closed(position_to_edit(actor, position), None)


@transaction.atomic
def remove_position(actor: User, *, position: Position) -> None:
    """Remove one that was never public; others are closed instead."""
    position = position_to_edit(actor, position)
    if position.was_public:
        raise Conflict("position_public", _("这个岗位已经公开过。请用“停止招聘”。"))
    touch(position.booth.fair_id)
    tell_returned(position)
    forget(position)
    position.delete()


@transaction.atomic
def move_position(actor: User, *, position: Position, places: int) -> None:
    """Move it up (negative) or down among its booth's positions, as far as they reach."""
    position = position_to_edit(actor, position)
    row = list(position.booth.positions.select_for_update())
    at = row.index(position)
    row.insert(max(0, at + places), row.pop(at))
    for order, each in enumerate(row):
        each.order = order
    Position.objects.bulk_update(row, ["order"])
    touch(position.booth.fair_id)


def _set_closed(position: Position, when: datetime | None) -> Position:
    """A position that is closed already stays closed since then."""
    if (position.closed_at is None) == (when is None):
        return position
    refuse_over(position.booth)
    tell_returned(position)
    position.closed_at = when
    position.save(update_fields=["closed_at"])
    touch(position.booth.fair_id)
    return position


def _counted(position: Position) -> dict[str, Any]:
    """What figures and their parts take from a position."""
    return {name: getattr(position, name) for name in COUNTED_FIELDS}


def _refuse_recount(position: Position, before: dict[str, Any]) -> None:
    changed = [name for name, value in _counted(position).items() if value != before[name]]
    if changed:
        refuse_over(position.booth, changed)


def _refuse_loss(position: Position, missing_before: set[str]) -> None:
    lost = [m for m in missing_for_position(position) if m.field not in missing_before]
    if lost:
        raise Invalid(
            "position_would_be_incomplete",
            _("这个岗位正在公开，下面几项不能空着。"),
            {m.field: m.sentence for m in lost},
        )


def _set(position: Position, fields: dict[str, Any]) -> None:
    unknown = fields.keys() - POSITION_FIELDS
    if unknown:
        raise TypeError(f"not a field of a position: {sorted(unknown)}")
    for field, value in fields.items():
        setattr(position, field, value)
    _check_pay(position)
    _check_headcount(position)


def _check_pay(position: Position) -> None:
    if position.pay_negotiable:
        position.pay_min = position.pay_max = None
        return
    if position.pay_min is None and position.pay_max is None:
        return
    if position.pay_min is None:
        raise Invalid("pay_min_missing", _("请填写最低薪资。"), {"pay_min": _("请填写。")})
    if position.pay_max is None:
        position.pay_max = position.pay_min
    if position.pay_max < position.pay_min:
        raise Invalid(
            "pay_reversed",
            _("最高薪资低于最低薪资。"),
            {"pay_max": _("请改成不低于最低薪资的数。")},
        )


def _check_headcount(position: Position) -> None:
    if position.headcount < 1:
        raise Invalid(
            "headcount_zero", _("招聘人数至少 1 人。"), {"headcount": _("请改成 1 或更多。")}
        )
    if position.headcount_max is not None and position.headcount_max <= position.headcount:
        raise Invalid(
            "headcount_reversed",
            _("“最多几人”不比招聘人数多。"),
            {"headcount_max": _("请改成比招聘人数大的数；人数是定的，这里就不用填。")},
        )


def _job_type(name: str) -> JobType:
    name = name.strip()
    if not name:
        raise Invalid("job_type_missing", _("请填写工种。"), {"job_type": _("请填写工种。")})
    return JobType.objects.get_or_create(name=name)[0]


def _set_provisions(position: Position, words: Iterable[str]) -> None:
    wanted = set(words)
    unknown = wanted - set(Provision.values)
    if unknown:
        raise Invalid("provision_unknown", _("有不认识的便利条件。请从列表中选择。"))
    position.provision_rows.exclude(word__in=wanted).delete()
    held = set(position.provision_rows.values_list("word", flat=True))
    PositionProvision.objects.bulk_create(
        PositionProvision(position=position, word=word) for word in sorted(wanted - held)
    )
