"""Positions as drafts of their own: beside the first one, or in another booth."""

from django.db import transaction
from django.db.models import Max

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position, PositionProvision
from jobfair.booths.search import reindex
from jobfair.booths.services.guard import position_to_edit
from jobfair.common.ids import new_id
from jobfair.common.review import ReviewState

LONGEST_TITLE = 80
COPY_MARK = "（副本）"  # content is Chinese, whatever the language of the page
NOT_COPIED = frozenset(
    "id created_at booth review_state review_note reviewed_by reviewed_at "
    "first_approved_at taken_off_at edited_at closed_at".split()
)


@transaction.atomic
def duplicate_position(actor: User, *, position: Position) -> Position:
    """A draft like this one, last in the same booth, its title marked as a copy."""
    position = position_to_edit(actor, position)
    title = position.title[: LONGEST_TITLE - len(COPY_MARK)] + COPY_MARK
    return _copied(position, position.booth, title=title, order=next_order(position.booth))


def copy_positions(source: Booth, target: Booth) -> None:
    """Every position of one booth as a draft of another, in the same order."""
    for position in source.positions.prefetch_related("provision_rows"):
        _copied(position, target)


def next_order(booth: Booth) -> int:
    last = booth.positions.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _copied(position: Position, booth: Booth, **changed: object) -> Position:
    names = [f.name for f in Position._meta.concrete_fields if f.name not in NOT_COPIED]
    fields = {name: getattr(position, name) for name in names} | changed
    copy = Position(id=new_id(), booth=booth, review_state=ReviewState.DRAFT, **fields)
    copy.save(force_insert=True)
    PositionProvision.objects.bulk_create(
        PositionProvision(position=copy, word=row.word) for row in position.provision_rows.all()
    )
    reindex(copy)
    return copy
