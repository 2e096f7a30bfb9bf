"""Positions: handed in, approved, returned with a note."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.changes import snapshot
from jobfair.booths.models import Booth, Position, PositionReview
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.selectors.offered import is_offered
from jobfair.booths.services.guard import (
    booth_to_edit,
    position_to_edit,
    position_to_review,
    refuse_over,
)
from jobfair.booths.services.returned import tell_returned
from jobfair.booths.wording import flags_of
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.review import UNREVIEWED, ReviewState
from jobfair.fairs.services import touch

REVIEWED = [
    *("review_state", "review_note", "reviewed_by", "reviewed_at"),
    *("first_approved_at", "taken_off_at"),
]


@transaction.atomic
def submit_position(actor: User, *, position: Position) -> Position:
    """Hand a position in for review; Invalid lists what is missing."""
    position = position_to_edit(actor, position)
    if position.is_approved:
        raise Conflict("position_approved", _("这个岗位已经通过审核。"))
    _require_complete(position)
    tell_returned(position)
    position.review_state = ReviewState.SUBMITTED
    position.save(update_fields=["review_state"])
    return position


@transaction.atomic
def submit_complete_positions(actor: User, *, booth: Booth) -> list[Position]:
    """Hand in every complete draft and returned position of a booth; the others stay."""
    booth = booth_to_edit(actor, booth)
    positions = [p for p in booth.positions.unsubmitted() if not missing_for_position(p)]
    tell_returned(*positions)
    for position in positions:
        position.review_state = ReviewState.SUBMITTED
    Position.objects.bulk_update(positions, ["review_state"])
    return positions


@transaction.atomic
def approve_position(actor: User, *, position: Position, keeping_flagged: bool = False) -> Position:
    """Let the public see it. What is incomplete cannot be approved, by anybody.

    Flagged wording is approved only by someone who says that it stays.
    """
    position = position_to_review(actor, position)
    _require_complete(position)
    if flags_of(position) and not keeping_flagged:
        raise Invalid(
            "position_flagged",
            _("岗位里有需要修改的写法。请退回修改；确有必要保留的，请勾选说明后再通过。"),
            {"keeping_flagged": _("确认保留，才能通过。")},
        )
    return _approved(position, actor)


@transaction.atomic
def approve_unflagged(actor: User, *, positions: Iterable[Position]) -> list[Position]:
    """Approve drafts and those that wait, if complete and without flagged wording; the rest stay."""
    approved = []
    for row in positions:
        position = position_to_review(actor, row)
        is_new = position.review_state in UNREVIEWED
        if is_new and not flags_of(position) and not missing_for_position(position):
            approved.append(_approved(position, actor))
    return approved


@transaction.atomic
def return_position(actor: User, *, position: Position, note: str) -> Position:
    """Send it back; the note tells the employer what to change."""
    position = position_to_review(actor, position)
    if not note.strip():
        raise Invalid(
            "note_missing", _("请写明需要修改什么，单位才知道怎么改。"), {"note": _("请填写。")}
        )
    return reviewed(position, actor, ReviewState.RETURNED, note.strip())


def _approved(position: Position, actor: User) -> Position:
    """Once the fair is over nothing is added to what it offered."""
    if not (position.was_public and is_offered(position)):
        refuse_over(position.booth)
    return reviewed(position, actor, ReviewState.APPROVED, "")


def reviewed(position: Position, actor: User, state: ReviewState, note: str) -> Position:
    """Keep the outcome and the words it was given for; for services that hold the row."""
    if position.review_state != state:
        tell_returned(position)
    position.review_state, position.review_note = state, note
    tell_returned(position)
    position.reviewed_by, position.reviewed_at = actor, timezone.now()
    if position.is_approved:
        position.first_approved_at = position.first_approved_at or position.reviewed_at
        position.taken_off_at = None
    elif position.was_public:
        position.taken_off_at = position.taken_off_at or position.reviewed_at
    position.save(update_fields=REVIEWED)
    PositionReview.objects.create(
        position=position, outcome=state, note=note, made_by=actor, seen=snapshot(position)
    )
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
