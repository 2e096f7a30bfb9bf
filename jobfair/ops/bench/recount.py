"""How long it takes to count a large ledger afresh, as the worker does every five minutes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jobfair.accounts.models import Person
from jobfair.booths.models import Position
from jobfair.common.rows import insert_all
from jobfair.fairs.models import Fair
from jobfair.intents.audit import reconcile, recount
from jobfair.intents.counts import QUARTER, quarter
from jobfair.intents.models import Change, Channel, Intent, Ledger
from jobfair.intents.steps import Standing, Word
from jobfair.ops.bench import big_fair

#: Both sides' words: what a pair that agreed has in the ledger.
ENTRIES_OF_A_PAIR = 2
#: A day of eight hours.
QUARTERS = 32
LONGEST_SECONDS = 20


@dataclass(frozen=True)
class Result:
    """Seconds of one recount with its comparison, and whether kept and counted are the same."""

    entries: int
    seconds: float
    is_sound: bool


def measure(*, entries: int) -> Result:
    """Let as many pairs agree as that many entries make, and count them."""
    ledger = build(entries)
    begun = time.perf_counter()
    difference = reconcile(ledger)
    return Result(entries, time.perf_counter() - begun, not difference)


def build(entries: int) -> Ledger:
    """A small fair with that many entries."""
    return fill(big_fair.build_small(), entries)


@transaction.atomic
def fill(fair: Fair, entries: int) -> Ledger:
    """That many entries as its pairs stand by them; the entries are not read, nor made."""
    positions = list(Position.objects.filter(booth__fair=fair).select_related("booth"))
    pairs = entries // ENTRIES_OF_A_PAIR
    people = [Person() for _n in range(-(-pairs // len(positions)))]
    insert_all(people)
    insert_all([_agreed(people, positions, number) for number in range(pairs)])
    counts = recount(fair.pk)
    Change.objects.bulk_create(_changes(fair, counts))
    return Ledger.objects.create(fair=fair, last=pairs * ENTRIES_OF_A_PAIR, **counts)


def _changes(fair: Fair, counts: dict[str, int]) -> Iterator[Change]:
    """What brought the counts about, as a day leaves it: every quarter of an hour its share."""
    last = quarter(timezone.now())
    for number in range(QUARTERS):
        share = {
            name: count * (number + 1) // QUARTERS - count * number // QUARTERS
            for name, count in counts.items()
        }
        at = last - number * QUARTER
        yield Change(fair=fair, quarter=at, channel=Channel.FORM, **share)


def _agreed(people: list[Person], positions: list[Position], number: int) -> Intent:
    person, position = people[number // len(positions)], positions[number % len(positions)]
    first = number * ENTRIES_OF_A_PAIR + 1
    intent = Intent(
        fair_id=position.booth.fair_id,
        booth_id=position.booth_id,
        position_id=position.pk,
        person_id=person.pk,
        last_number=first + 1,
    )
    intent.standing = Standing(
        Word.YES, Word.YES, jobseeker_number=first, employer_number=first + 1
    )
    return intent


def show(result: Result, write: Callable[[str], object]) -> None:
    """Print the figure and what it must be."""
    write(f"entries          {result.entries:10d}")
    write(f"recount, seconds {result.seconds:10.2f}   at most {LONGEST_SECONDS} for 1,000,000")
    write(f"kept = counted   {'yes' if result.is_sound else 'NO':>10}")
