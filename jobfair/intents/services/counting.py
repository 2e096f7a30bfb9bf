"""What the turns of intents do to every count that is kept."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from jobfair.common.rows import find_all, update_all
from jobfair.intents.counts import ALL_COUNTS, MEASURES, MutualPeople, quarter, turned
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import Standing

Cell = tuple[UUID, datetime, str]


@dataclass(frozen=True)
class Turn:
    """By this entry an intent that stood `before` stands `after`."""

    entry: Entry
    intent: Intent
    before: Standing
    after: Standing


def count_turns(turns: Collection[Turn], ledgers: Mapping[UUID, Ledger]) -> None:
    """Count in the locked ledgers, and in the tables of positions and of quarters of an hour.

    To be called in the order of the entries, before the intents themselves are stored.
    """
    people = MutualPeople(_mutual_pairs(turns))
    positions: dict[UUID, Counter[str]] = defaultdict(Counter)
    cells: dict[Cell, Counter[str]] = defaultdict(Counter)
    for turn in turns:
        fair, entry = turn.intent.fair_id, turn.entry
        shifts = turned(turn.before, turn.after)
        positions[turn.intent.position_id].update(shifts)
        person = people.turn((fair, turn.intent.person_id), turn.before, turn.after)
        if person:
            shifts["mutual_people"] = person
        _shift(ledgers[fair], shifts)
        if shifts:
            cells[fair, quarter(entry.at), entry.channel].update(shifts)
    _count_positions(positions, {t.intent.position_id: t.intent.fair_id for t in turns})
    _count_changes(cells)


def _mutual_pairs(turns: Iterable[Turn]) -> Counter[tuple[UUID, UUID]]:
    """Mutual intents that stand in the tables, by fair and person, where one of them turns."""
    turning = [t.intent for t in turns if t.before.is_mutual != t.after.is_mutual]
    if not turning:
        return Counter()
    fairs, people = {i.fair_id for i in turning}, {i.person_id for i in turning}
    rows = Intent.objects.mutual().filter(fair__in=fairs, person__in=people)
    counted = rows.values("fair", "person").annotate(n=Count("pk")).order_by()
    return Counter({(row["fair"], row["person"]): row["n"] for row in counted})


def _count_positions(shifts: Mapping[UUID, Counter[str]], fairs: Mapping[UUID, UUID]) -> None:
    kept = Tally.objects.in_bulk(list(shifts))
    new = [Tally(position_id=p, fair_id=fairs[p]) for p in shifts if p not in kept]
    for tally in [*kept.values(), *new]:
        _shift(tally, shifts[tally.position_id])
    Tally.objects.bulk_create(new)
    update_all(list(kept.values()), MEASURES)


def _count_changes(cells: Mapping[Cell, Counter[str]]) -> None:
    rows = find_all(Change, ("fair", "quarter", "channel"), cells)
    kept = {(row.fair_id, row.quarter, row.channel): row for row in rows}
    new = [Change(fair_id=f, quarter=q, channel=c) for f, q, c in cells if (f, q, c) not in kept]
    for row in [*kept.values(), *new]:
        _shift(row, cells[row.fair_id, row.quarter, row.channel])
    Change.objects.bulk_create(new)
    update_all(list(kept.values()), ALL_COUNTS)


def _shift(row: Ledger | Tally | Change, shifts: Mapping[str, int]) -> None:
    for name, shift in shifts.items():
        setattr(row, name, getattr(row, name) + shift)
