"""Two of everything that may happen to a ledger, at the same moment, in an order nobody chose."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.intents.audit import verify
from jobfair.intents.models import Channel, Entry, Intent, Ledger, Remark, Voice
from jobfair.intents.services import erase_person, merge_people, record
from jobfair.intents.steps import MOVES, Side
from tests.domain.turns import answered
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_position,
)
from tests.factories.intents import wish

ROUNDS = 24
PAPERS = 6


class Ledgers:
    """Records on paper and one account, positions at two fairs, and one adviser who does everything."""

    def __init__(self) -> None:
        self.chance = random.Random(20)  # the same steps each time; their order is the test
        fair = make_open_fair()
        booths = [make_booth(one) for one in (fair, make_open_fair(fair.organiser))]
        self.positions = [make_position(booth) for booth in booths]
        self.adviser = make_adviser(fair.organiser)
        assert self.adviser.held_roles
        papers = [
            record_person(self.adviser, organiser=fair.organiser, name=f"林{n}")
            for n in range(PAPERS)
        ]
        self.people = [person_of(make_jobseeker()), *papers]

    def something(self) -> Callable[[], Any]:
        kind = self.chance.choices(("step", "merge", "erase"), (8, 2, 1))[0]
        kept, paper = self.chance.choice(self.people), self.chance.choice(self.people[1:])
        if kind == "merge" and kept != paper:
            return partial(merge_people, self.adviser, kept=kept, duplicate=paper)
        if kind == "erase":
            return partial(erase_person, self.adviser, person=paper)
        return partial(record, self._step())

    def _step(self) -> Any:
        side = self.chance.choice(list(Side))
        return wish(
            self.adviser,
            self.chance.choice(self.positions),
            self.chance.choice(list(MOVES)[:3]),
            person=self.chance.choice(self.people),
            side=side,
            voice=Voice.EMPLOYER if side == Side.EMPLOYER else Voice.FAMILY,
            channel=Channel.PHONE,
            remark="我住得近",
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_whatever_meets_the_ledgers_are_sound_and_nobody_gone_is_spoken_of(kept_database):
    ledgers = Ledgers()
    with ThreadPoolExecutor(2) as pool:
        for _n in range(ROUNDS):
            pair = [ledgers.something() for _two in range(2)]
            list(pool.map(answered, pair))
    assert Entry.objects.count() > ROUNDS / 4
    assert all(verify(ledger).is_sound for ledger in Ledger.objects.all())
    merged = Person.objects.exclude(merged_into=None)
    assert not Intent.objects.said().filter(person__in=merged).exists()
    erased = Person.objects.exclude(erased_at=None)
    assert not Remark.objects.filter(intent__person__in=erased).exists()
