"""Positions of many booths, written at once in the state in which their reps and reviewers leave them.

The rules are asked all the same: what they would not let the public see does not come into being.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from jobfair.booths import search
from jobfair.booths.changes import snapshot
from jobfair.booths.models import Booth, JobType, Position, PositionProvision, PositionReview
from jobfair.booths.readiness import missing_for_booth, missing_for_position
from jobfair.booths.wording import flags_of
from jobfair.common.review import ReviewState
from jobfair.demo.content import BoothText, without
from jobfair.demo.house import House


def fill(house: House, rows: Sequence[Booth], texts: Iterable[BoothText]) -> list[Position]:
    """Give each booth the approved positions of its text, and let all be found."""
    kinds = {kind.name: kind for kind in JobType.objects.all()}
    entries = [
        (row, order, entry)
        for row, text in zip(rows, texts, strict=True)
        for order, entry in enumerate(text.positions)
    ]
    positions = Position.objects.bulk_create(
        _position(house, row, order, entry, kinds[entry["job_type"]])
        for row, order, entry in entries
    )
    PositionProvision.objects.bulk_create(
        PositionProvision(position=position, word=word)
        for position, (_row, _order, entry) in zip(positions, entries, strict=True)
        for word in sorted(entry["provisions"])
    )
    _refuse_unfit(positions)
    search.reindex(*positions)
    search.reindex_booth(*rows)
    return positions


def keep_reviews(house: House, positions: Sequence[Position]) -> None:
    """What the reviewer read of each."""
    prefetch_related_objects(positions, "provision_rows")
    PositionReview.objects.bulk_create(
        PositionReview(
            position=position,
            outcome=ReviewState.APPROVED,
            made_by=house.actor,
            seen=snapshot(position),
        )
        for position in positions
    )


def refuse_unready(rows: Sequence[Booth]) -> None:
    """No booth is shown that lacks what the public needs."""
    prefetch_related_objects(rows, "positions", "sessions", "staffing")
    for row in rows:
        if missing := missing_for_booth(row):
            raise ValueError(f"{row}: {missing}")


def _refuse_unfit(positions: Iterable[Position]) -> None:
    for position in positions:
        if found := [*missing_for_position(position), *flags_of(position)]:
            raise ValueError(f"{position}: {found}")


def _position(
    house: House, booth: Booth, order: int, entry: dict[str, Any], kind: JobType
) -> Position:
    return Position(
        booth=booth,
        job_type=kind,
        order=order,
        review_state=ReviewState.APPROVED,
        reviewed_by=house.actor,
        reviewed_at=booth.created_at,
        first_approved_at=booth.created_at,
        edited_at=booth.created_at,
        created_at=booth.created_at,
        **without(entry, "job_type", "provisions"),
    )
