"""The positions of one booth as drafts of another."""

from jobfair.booths.models import Booth, Position, PositionProvision
from jobfair.common.ids import new_id
from jobfair.common.review import ReviewState

NOT_COPIED = frozenset(
    [
        "id",
        "created_at",
        "booth",
        "review_state",
        "review_note",
        "reviewed_by",
        "reviewed_at",
        "edited_at",
        "closed_at",
    ]
)


def copy_positions(source: Booth, target: Booth) -> None:
    fields = [f.name for f in Position._meta.concrete_fields if f.name not in NOT_COPIED]
    for position in source.positions.prefetch_related("provision_rows"):
        copy = Position(
            id=new_id(),
            booth=target,
            review_state=ReviewState.DRAFT,
            **{name: getattr(position, name) for name in fields},
        )
        copy.save(force_insert=True)
        PositionProvision.objects.bulk_create(
            PositionProvision(position=copy, word=row.word) for row in position.provision_rows.all()
        )
