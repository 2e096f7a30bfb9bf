"""How long it takes to count a large ledger afresh, as the worker does every five minutes.

The worker counts how every pair stands and what every quarter of an hour changed, and compares
both with the counts that are kept. It does not read the entries, so none are made here;
`ledger verify` reads them, by hand or when a backup was put back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from jobfair.accounts.models import Person
from jobfair.common.rows import insert_all
from jobfair.intents.audit import reconcile
from jobfair.intents.models import Ledger
from jobfair.ops.bench import big_fair, day
from jobfair.ops.bench.verdict import mark

LONGEST_SECONDS = 20


@dataclass(frozen=True)
class Result:
    """Seconds of one recount with its comparison, and whether kept and counted are the same."""

    entries: int
    pairs: int
    seconds: float
    is_sound: bool


def measure(*, entries: int) -> Result:
    """Let as many pairs agree as that many entries make, and count them."""
    ledger = build(entries)
    begun = time.perf_counter()
    difference = reconcile(ledger)
    seconds = time.perf_counter() - begun
    return Result(entries, ledger.fair.intents.count(), seconds, not difference)


@transaction.atomic
def build(entries: int) -> Ledger:
    """A small fair and how its pairs stand by that many entries; the entries are not made."""
    fair = big_fair.build_small()
    people = [Person() for _n in range(day.people_of(fair, entries))]
    insert_all(people)
    return day.counted(fair, day.pairs_of(fair, entries, people))


def show(result: Result, write: Callable[[str], object]) -> bool:
    """Print the figure and what it must be; whether it is."""
    is_quick = result.seconds <= LONGEST_SECONDS
    write(
        f"entries          {result.entries:10d}   of {result.pairs} pairs; the entries are not read"
    )
    write(
        f"recount, seconds {result.seconds:10.2f}   at most {LONGEST_SECONDS} for 1,000,000 {mark(is_quick)}"
    )
    write(f"kept = counted   {'yes' if result.is_sound else 'NO':>10}   {mark(result.is_sound)}")
    return is_quick and result.is_sound
