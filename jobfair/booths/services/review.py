"""Positions: handed in, approved, returned with a note."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.services.guard import booth_to_edit, position_to_edit, position_to_review
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.review import ReviewState
from jobfair.fairs.services import touch

REVIEWED = ["review_state", "review_note", "reviewed_by", "reviewed_at", "first_approved_at"]


@transaction.atomic
def submit_position(actor: User, *, position: Position) -> Position:
    """Hand a position in for review; Invalid lists what is missing."""
    position = position_to_edit(actor, position)
    if position.is_approved:
        raise Conflict("position_approved", _("这个岗位已经通过审核。"))
    _require_complete(position)
    position.review_state = ReviewState.SUBMITTED
    position.save(update_fields=["review_state"])
    return position


@transaction.atomic
def submit_complete_positions(actor: User, *, booth: Booth) -> list[Position]:
    """Hand in every complete draft and returned position of a booth; the others stay."""
    booth = booth_to_edit(actor, booth)
    positions = [p for p in booth.positions.unsubmitted() if not missing_for_position(p)]
    for position in positions:
        position.review_state = ReviewState.SUBMITTED
    Position.objects.bulk_update(positions, ["review_state"])
    return positions


@transaction.atomic
def approve_position(actor: User, *, position: Position) -> Position:
    """Let the public see it. What is incomplete cannot be approved, by anybody."""
    position = position_to_review(actor, position)
    _require_complete(position)
    return _reviewed(position, actor, ReviewState.APPROVED, "")


@transaction.atomic
def return_position(actor: User, *, position: Position, note: str) -> Position:
    """Send it back; the note tells the employer what to change."""
    position = position_to_review(actor, position)
    if not note.strip():
        raise Invalid(
            "note_missing", _("请写明需要修改什么，单位才知道怎么改。"), {"note": _("请填写。")}
        )
    return _reviewed(position, actor, ReviewState.RETURNED, note.strip())


def _reviewed(position: Position, actor: User, state: ReviewState, note: str) -> Position:
    position.review_state, position.review_note = state, note
    position.reviewed_by, position.reviewed_at = actor, timezone.now()
    if position.is_approved and position.first_approved_at is None:
        position.first_approved_at = position.reviewed_at
    position.save(update_fields=REVIEWED)
    touch(position.booth.fair_id)
    return position


def _require_complete(position: Position) -> None:
    missing = missing_for_position(position)
    if missing:
        raise Invalid(
            "position_incomplete",
            _("还差几项，补全后再提交。"),
            {m.field: m.sentence for m in missing},
        )
